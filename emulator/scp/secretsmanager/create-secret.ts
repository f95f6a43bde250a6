import type { z } from "zod";
import { created } from "../../reply";
import { formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { newId } from "../identifier";
import { beginUse } from "../kms/key-user";
import { modification } from "../owned";
import { ownership } from "../ownership";
import type { Operation, ScpRequest } from "../service";
import { isAtLeast } from "../versions";
import { checkedCidrs } from "./acl-cidr";
import { current } from "./labels";
import { changedPrivateAcl } from "./private-acl";
import { createdSecretFields } from "./representation";
import { secrets, secretVersions, type Secret } from "./secret";
import { refusal, refuseTakenName } from "./secret-access";
import { findUsableKey } from "./secret-key";
import { createSecretRequest, createSecretRequestWithAcl } from "./validation/secret";
import { newVersion } from "./version";

/** How many secrets an account may have in a region, including those that are scheduled for deletion (SCP 6.2). */
const secretQuota = 500_000;

const noPrivateAcl = { private_acl_enabled: false, private_acl_resources: [] };

export const createSecret: Operation = (request) => {
  const input = decode(request);
  const { context, account, now, owner } = request;
  const acl_cidr = checkedCidrs(input.acl_cidr);
  const privateAcl = changedPrivateAcl(noPrivateAcl, input);
  refuseTakenName(request, input.name);
  refuseBeyondQuota(request);
  const key = findUsableKey(context, owner, input.kms_id);
  const id = newId();
  const version = newVersion(request, id, key, input.secret_value);
  const secret: Secret = {
    ...ownership(request),
    acl_cidr,
    created_at: formatTimestamp(now),
    created_by: account.user_id,
    deleted_at: null,
    description: input.description,
    id,
    kms_id: key.id,
    kms_name: key.name,
    ...modification(request),
    name: input.name,
    ...privateAcl,
    recent_searched_at: null,
    state: "Active",
    type: "General",
    tags: input.tags ?? [],
    labels: [{ label: current, version_id: version.version_id }],
  };
  const use = beginUse(context.store, { key_id: key.id, user_id: id, user_name: secret.name });
  context.store.commit(secrets.put(secret), secretVersions.put(version), ...use);
  return created({ secret: createdSecretFields(request.version, secret) });
};

function decode({ body, version }: ScpRequest): z.output<typeof createSecretRequestWithAcl> {
  return decodeBody(isAtLeast(version, "1.1") ? createSecretRequestWithAcl : createSecretRequest, body);
}

function refuseBeyondQuota({ context, owner }: ScpRequest): void {
  if (context.store.of(secrets).countOwned(owner) < secretQuota) return;
  throw refusal("quota.exceeded", `The quota of ${secretQuota} secrets in the region is used up.`, 403);
}
