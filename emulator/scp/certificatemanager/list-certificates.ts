import { listed } from "../../world/lag";
import { ok } from "../../reply";
import { listPage } from "../list";
import { queryBoolean, queryText } from "../query";
import type { Operation } from "../service";
import { certificates } from "./certificate";
import { listedCertificateFields } from "./representation";

const sortableFields = [
  "cert_kind",
  "cn",
  "created_at",
  "id",
  "modified_at",
  "name",
  "not_after_dt",
  "not_before_dt",
  "organization",
  "state",
] as const;

/** All certificates, or those that match: by name, by common name, by one of several states, and by who made them. */
export const listCertificates: Operation = (request) => {
  const { account, context, owner, query } = request;
  const cn = queryText(query, "cn");
  const isMine = queryBoolean(query, "isMine", false);
  const states = query.getAll("state");
  const wanted = listed(request, context.store.of(certificates).owned(owner)).filter(
    (certificate) =>
      (cn === undefined || certificate.cn === cn) &&
      (!isMine || certificate.created_by === account.user_id) &&
      (states.length === 0 || states.includes(certificate.state)),
  );
  const { items, ...page } = listPage(wanted, sortableFields, request);
  return ok({ ...page, certificates: items.map(listedCertificateFields) });
};
