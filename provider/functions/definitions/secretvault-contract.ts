import type { SecretVaultPlainOutputs, SecretVaultShown } from "../../resources/scp/secretvault/secret-vault-contract";

/**
 * A vault of Secret Vault, with the properties of the resource {@link SecretVault}. The token, `tokenId` and `tokenSecret`, is
 * left out: only the resource has it, as a secret.
 */
export interface SecretVaultResult extends SecretVaultShown, SecretVaultPlainOutputs {
  /** Id of the vault. */
  id: string;
}

/** The token of a vault: outputs of the resource {@link SecretVault}. */
export interface GetTemporaryKeyArgs {
  /** Id of the vault. */
  secretVaultId: string;
  /** Id of the vault's token. */
  tokenId: string;
  /** Secret of the vault's token. */
  tokenSecret: string;
}

/** An access key of the account, which is valid for as many hours as the vault says. */
export interface TemporaryKeyResult {
  /** The access key, for requests to Samsung Cloud Platform. */
  accessKey: string;
  /** Its secret key, which signs them; secret. */
  secretKey: string;
  /** When it ends. Absent where the service does not tell it. */
  expiresAt: string | undefined;
}
