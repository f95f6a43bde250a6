import type { Listing } from "../../listing";
import { ServiceClient } from "../service-client";
import { secretVaultOperations as operations } from "./operations";
import { temporaryKeyReply, type TemporaryKey, type VaultToken } from "./temporary-key";
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

  /** Makes another key of the few that the vault may have. The vault's token signs; the account's key is not sent. */
  createTemporaryKey(vaultId: string, token: VaultToken): Promise<TemporaryKey> {
    return this.call(operations.createTemporaryKey, temporaryKeyReply, {
      path: { secret_vault_id: vaultId },
      signer: { prefix: "Sv", accessKey: token.id, secretKey: token.secret, called: "the vault's token" },
    });
  }
}
