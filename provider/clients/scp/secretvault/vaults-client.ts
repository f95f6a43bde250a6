import { ServiceClient } from "../service-client";
import { secretVaultOperations as operations } from "./operations";
import { vaultPage, vaultReply, type VaultRecord } from "./vault";

/** The body of a vault's creation, in the API's words. */
export interface CreateVaultBody {
  readonly name: string;
  readonly access_key_id: string;
  readonly acl_cidr: string;
  readonly temporary_key_ttl_nhours: number;
  readonly vault_token_ttl_ndays: number;
  readonly description: string;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

/** Secret Vault. */
export class VaultsClient extends ServiceClient {
  protected readonly service = "secretvault";
  protected readonly version = "1.0";

  async createVault(body: CreateVaultBody): Promise<VaultRecord> {
    return (await this.call(operations.createVault, vaultReply, { body })).secret_vault;
  }

  async showVault(id: string): Promise<VaultRecord> {
    return (await this.call(operations.showVault, vaultReply, { path: { secret_vault_id: id } })).secret_vault;
  }

  /** Lists all vaults. Their tokens are encrypted in lists. */
  async listVaults(): Promise<readonly VaultRecord[]> {
    return this.list(operations.listVaults, vaultPage);
  }

  async terminateVault(id: string, windowInDays: number): Promise<void> {
    const body = { waiting_time_ndays: windowInDays };
    await this.send(operations.terminateVault, { path: { secret_vault_id: id }, body });
  }
}
