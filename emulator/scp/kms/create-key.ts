import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { created } from "../../reply";
import { formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { ScpError } from "../errors";
import { newId } from "../identifier";
import { ownership } from "../ownership";
import type { Operation, ScpRequest } from "../service";
import { keys, type Key } from "./key";
import { keyAt, keyNamed } from "./key-access";
import { showKeyFieldsOf } from "./representation";
import { nextRotation } from "./rotation";
import { createKeyRequest } from "./validation/key";

/** How many keys an account may have in a region, including those that are scheduled for deletion (SCP 6.1). */
const keyQuota = 10_000;

export const createKey: Operation = (request) => {
  const input = decodeBody(createKeyRequest, request.body);
  refuseTakenName(request, input.name);
  refuseBeyondQuota(request);
  const key = newKey(request, input);
  request.context.store.commit(keys.put(key));
  return created({ key: showKeyFieldsOf(request.version, keyAt(request, key)) });
};

function refuseTakenName(request: ScpRequest, name: string): void {
  if (!keyNamed(request, name)) return;
  throw new ScpError(409, "scp-security.kms.key.name.duplicated", `The key name is already in use: ${name}`);
}

function refuseBeyondQuota({ context, owner }: ScpRequest): void {
  if (context.store.of(keys).countOwned(owner) < keyQuota) return;
  const detail = `The quota of ${keyQuota} keys in the region is used up.`;
  throw new ScpError(403, "scp-security.kms.key.quota.exceeded", detail);
}

function newKey(request: ScpRequest, input: z.output<typeof createKeyRequest>): Key {
  const { account, now, place } = request;
  return {
    ...ownership(request),
    auto_rotate: input.auto_rotate,
    created_at: formatTimestamp(now),
    created_by: account.user_id,
    current_version: 1,
    delete_at: null,
    delete_target_yn: "N",
    description: input.description,
    id: newId(),
    key_type: input.key_type,
    managed_type: "user",
    modified_at: formatTimestamp(now),
    modified_by: account.user_id,
    name: input.name,
    next_rotate_at: nextRotation(input, now),
    order_ref: randomUUID(),
    purpose: input.purpose,
    region: place.region,
    rotate_cycle: input.rotate_cycle,
    secret_ref: null,
    state: "Active",
    use_count: 0,
    tags: input.tags,
  };
}
