import { listed } from "../../world/lag";
import { withoutWaiting } from "../../world/waiting";
import { ok } from "../../reply";
import { listPage } from "../list";
import type { Operation } from "../service";
import { listedVaultFields } from "./representation";
import { vaults } from "./vault";
import { vaultAt } from "./vault-access";

const sortableFields = [
  "access_key_id",
  "created_at",
  "delete_at",
  "description",
  "id",
  "modified_at",
  "name",
  "temporary_key_ttl_nhours",
  "vault_token_expired_at",
  "vault_token_ttl_ndays",
  "vaultkey_state",
] as const;

export const listVaults: Operation = (request) => {
  const owned = withoutWaiting(request, listed(request, request.context.store.of(vaults).owned(request.owner)));
  const { items, ...page } = listPage(owned, sortableFields, request);
  return ok({ ...page, secret_vaults: items.map((vault) => listedVaultFields(vaultAt(request, vault))) });
};
