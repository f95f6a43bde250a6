import type { Listing } from "../../listing";
import { ServiceClient } from "../service-client";
import { secretVaultOperations as operations } from "./operations";
import { creationBody, vaultPage, vaultReply, type NewVault, type VaultRecord } from "./vault";

/** Secret Vault. */
export class VaultsClient extends ServiceClient {
  protected readonly service = "secretvault";

  async createVault(vault: NewVault): Promise<VaultRecord> {
    return (await this.call(operations.createVault, vaultReply, { body: creationBody(vault) })).secret_vault;
  }

  async showVault(id: string): Promise<VaultRecord> {
    return (await this.call(operations.showVault, vaultReply, { path: { secret_vault_id: id } })).secret_vault;
  }

  /** Lists all vaults. Their tokens are encrypted in lists. */
  listVaults(): Listing<VaultRecord> {
    return this.list(operations.listVaults, vaultPage);
  }

  async terminateVault(id: string, windowInDays: number): Promise<void> {
    const body = { waiting_time_ndays: windowInDays };
    await this.send(operations.terminateVault, { path: { secret_vault_id: id }, body });
  }
}
