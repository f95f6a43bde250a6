import { listed } from "../../world/lag";
import { withoutWaiting } from "../../world/waiting";
import { ok } from "../../reply";
import { listPage } from "../list";
import type { Operation } from "../service";
import { secretFields } from "./representation";
import { secrets } from "./secret";

const sortableFields = [
  "created_at",
  "deleted_at",
  "description",
  "id",
  "kms_id",
  "kms_name",
  "modified_at",
  "name",
  "recent_searched_at",
  "state",
  "type",
] as const;

/** All secrets, or those that have one of the states in the query. */
export const listSecrets: Operation = (request) => {
  const { context, owner, query } = request;
  const states = query.getAll("state");
  const owned = withoutWaiting(request, listed(request, context.store.of(secrets).owned(owner)));
  const wanted = owned.filter(({ state }) => states.length === 0 || states.includes(state));
  const { items, ...page } = listPage(wanted, sortableFields, request);
  return ok({ ...page, secret: items.map(secretFields) });
};
