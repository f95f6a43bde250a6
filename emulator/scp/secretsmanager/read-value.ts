import { ok } from "../../reply";
import { formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { notFound } from "../errors";
import type { Operation } from "../service";
import { labelledVersion } from "./labels";
import { refuseUnlessAllowed } from "./read-access";
import { secrets, secretVersions } from "./secret";
import { findActiveSecret } from "./secret-access";
import { readValueRequest } from "./validation/secret";
import { valueOf } from "./version";

export const readValue: Operation = (request) => {
  const { label, version_id } = decodeBody(readValueRequest, request.body);
  const { store } = request.context;
  const secret = findActiveSecret(request);
  refuseUnlessAllowed(secret, request.caller);
  const labelled = label === undefined ? version_id : labelledVersion(secret, label);
  const version = store.of(secretVersions).get(version_id ?? labelled ?? "");
  if (version?.secret_id !== secret.id || version.version_id !== labelled) throw notFound();
  const secret_value = valueOf(request.context, secret, version);
  store.commit(secrets.put({ ...secret, recent_searched_at: formatTimestamp(request.now) }));
  return ok({ secret_value });
};
