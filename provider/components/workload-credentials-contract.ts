import type { SecretVaultArgs } from "../resources/scp/secretvault/secret-vault-contract";

/** Arguments of a workload's credentials. */
export interface WorkloadCredentialsArgs extends Pick<
  SecretVaultArgs,
  "name" | "accessKeyId" | "allowedIps" | "description" | "recoveryWindowInDays" | "tags"
> {
  /** Hours for which a temporary key is valid, 1 to 36. Default: 1. A change needs another `accessKeyId`. */
  temporaryKeyTtlInHours?: number;
  /** Days for which the token is valid, 30 to 7300. Default: 365. A change needs another `accessKeyId`. */
  tokenTtlInDays?: number;
  /**
   * Days before the end of the token from which each `pulumi up` and preview warns, 1 to 7300; fewer than `tokenTtlInDays`.
   * Default: 30. Plain.
   */
  warnBeforeDays?: number;
  /**
   * What the names in `environment` begin with: letters, digits and `_`, and no digit first. Default: `SCP_VAULT_`. Plain.
   */
  environmentPrefix?: string;
  /** Id of an existing vault to manage instead of making a new one, as of a `SecretVault`. */
  adopt?: string;
}
