import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { created } from "../../reply";
import { dayMs, formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { newId } from "../identifier";
import { modification } from "../owned";
import { ownership } from "../ownership";
import type { Operation, ScpRequest } from "../service";
import { holderOf, mayBeShared } from "../taken-name";
import { checkedAddresses } from "./acl-cidr";
import { createdVaultFields } from "./representation";
import { createVaultRequest } from "./validation/vault";
import { vaults, type Vault } from "./vault";
import { refusal, vaultAt } from "./vault-access";

export const createVault: Operation = (request) => {
  const input = decodeBody(createVaultRequest, request.body);
  const acl_cidr = checkedAddresses(input.acl_cidr);
  refuseTakenName(request, input.name);
  refuseBoundKey(request, input.access_key_id);
  const vault = newVault(request, { ...input, acl_cidr });
  request.context.store.commit(vaults.put(vault));
  return created({ secret_vault: createdVaultFields(vaultAt(request, vault)) });
};

function refuseTakenName(request: ScpRequest, name: string): void {
  if (!holderOf(request, vaults, name, ({ vaultkey_state }) => vaultkey_state)) return;
  throw refusal("name.duplicated", `The secret vault name is already in use: ${name}`, 409);
}

/** An access key belongs to one vault at most, even while that vault waits for its deletion (SCP 6.3). */
function refuseBoundKey({ context }: ScpRequest, accessKeyId: string): void {
  if (mayBeShared({ context })) return;
  if (!Array.from(context.store.of(vaults).all()).some(({ access_key_id }) => access_key_id === accessKeyId)) return;
  throw refusal("accesskey.duplicated", `The access key already belongs to a secret vault: ${accessKeyId}`, 409);
}

function newVault(request: ScpRequest, input: z.output<typeof createVaultRequest>): Vault {
  const { account, now } = request;
  return {
    access_key_id: input.access_key_id,
    access_key_type: "Temporary",
    ...ownership(request),
    acl_cidr: input.acl_cidr,
    created_at: formatTimestamp(now),
    created_by: account.user_id,
    delete_at: null,
    description: input.description,
    id: newId(),
    ...modification(request),
    name: input.name,
    temporary_key_ttl_nhours: input.temporary_key_ttl_nhours,
    user_name: null,
    vault_token_expired_at: formatTimestamp(now + input.vault_token_ttl_ndays * dayMs),
    vault_token_id: randomUUID(),
    vault_token_secret_value: randomUUID(),
    vault_token_ttl_ndays: input.vault_token_ttl_ndays,
    vaultkey_state: "Active",
    vaultkey_type: "SCP Open API Key",
    waiting_time_ndays: null,
    tags: input.tags ?? [],
  };
}
