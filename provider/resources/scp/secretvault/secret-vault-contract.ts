/** Inputs of a secret vault. The service can change none of them: a change makes a new vault. */
export interface SecretVaultArgs {
  /**
   * Name: 3 to 63 characters of a-z and 0-9, unique in the region, also among vaults whose deletion is scheduled.
   * Default: made from the resource's name and a random part.
   */
  name?: string;
  /**
   * Id of the IAM access key that the vault gives out temporary keys for. It has to allow temporary keys, with 30 days left.
   * It belongs to this one vault until the vault is deleted, so a change of another input fails unless this one is changed
   * too.
   */
  accessKeyId: string;
  /** IPv4 addresses that may ask for temporary keys, 1 to 10, with or without /32. The access key must allow them too. */
  allowedIps: string[];
  /** Hours for which a temporary key is valid, 1 to 36. */
  temporaryKeyTtlInHours: number;
  /** Days for which the vault's token is valid, 30 to 7300. Then the vault is of no use, and it is deleted 7 days later. */
  tokenTtlInDays: number;
  /** Free text. Default: empty. */
  description?: string;
  /**
   * Days between a destroy and the deletion of the vault, 7 to 30. Meanwhile only the vault's creator can cancel the
   * deletion, in the console. Default: 30.
   */
  recoveryWindowInDays?: number;
  /** Tags: up to 50, keys of 1 to 128 characters, values of up to 256. Taken at creation only. */
  tags?: Record<string, string>;
}

/** The inputs of a secret vault that the service shows. The two times are absent where its reply does not tell them. */
export type SecretVaultShown = Required<Pick<SecretVaultArgs, "name" | "accessKeyId" | "allowedIps" | "description">> &
  Partial<Pick<SecretVaultArgs, "temporaryKeyTtlInHours" | "tokenTtlInDays">>;

/** Outputs of a secret vault besides its inputs. */
export interface SecretVaultOutputs {
  /** Id of the token that asks for temporary keys; secret. */
  tokenId: string | undefined;
  /** The token's secret. Known from the creation; an adopted vault has none where the service does not show it. */
  tokenSecret: string | undefined;
  /** When the token expires. */
  tokenExpiresAt: string | undefined;
  /** The service's word: `Active`, `Expired`, `To_Be_Terminated`. */
  state: string;
  /** When the vault will be deleted; absent unless its deletion is scheduled. */
  deleteAt: string | undefined;
}

/** The outputs that are no secret: of the token they tell only when it expires. */
export type SecretVaultPlainOutputs = Omit<SecretVaultOutputs, "tokenId" | "tokenSecret">;
