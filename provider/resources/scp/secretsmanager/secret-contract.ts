/** Inputs of a secret. */
export interface SecretArgs {
  /**
   * Name: 3 to 63 characters of a-z, A-Z, 0-9, _ and -, unique in the region; blocked until a deleted secret of that name
   * is purged. Default: made from the resource's name and a random part. A change replaces the secret.
   */
  name?: string;
  /**
   * The value: 1 to 10 pairs of names and texts, or such an object as JSON text; at most 64 KiB. A change makes a new
   * version. It is never read back: a change made elsewhere is noticed by the version.
   */
  value: Record<string, string> | string;
  /** Id of the KMS key that encrypts the value; its purpose must allow encryption. */
  kmsKeyId: string;
  /** Free text. Default: empty. */
  description?: string;
  /**
   * Addresses that may read the value: 1 to 10 IPv4 CIDRs, each /25 or narrower. Their order, host bits (10.0.0.7/28 is
   * 10.0.0.0/28) and repeated ones do not count.
   */
  allowedCidrs: string[];
  /**
   * Resources that may read the value by the private network, since version 1.1 of the service's API. Default: every subnet
   * of the region.
   */
  privateAcl?: SecretPrivateAcl;
  /**
   * Labels, and the version that each is put on: `CURRENT`, `PREVIOUS` (both as they are at that update) or a
   * version's id. Up to 20, each of 1 to 256 characters. Labels that the program does not name are left alone. While a
   * secret has one version only, a label for `PREVIOUS` is on none.
   */
  versionLabels?: Record<string, string>;
  /** Days in which a destroyed secret can be restored, 7 to 30. Default: 30. */
  recoveryWindowInDays?: number;
  /** Whether a secret whose deletion is scheduled is restored instead of made again. Default: false. */
  restoreOnCreate?: boolean;
  /** Whether the value is set once only: neither later values of the program nor changes made elsewhere count. Default: false. */
  initialValueOnly?: boolean;
  /** Tags: up to 50, keys of 1 to 128 characters, values of up to 256. Taken at creation only. */
  tags?: Record<string, string>;
}

/** Who may read a secret by the private network. */
export interface SecretPrivateAcl {
  /** Ids of the resources; at least one. Their order and repeated ones do not count. */
  resourceIds: string[];
}

/** The inputs of a secret that the service shows. Both access lists are absent where its reply does not tell them. */
export type SecretShown = Required<Pick<SecretArgs, "name" | "kmsKeyId" | "description">> &
  Partial<Pick<SecretArgs, "allowedCidrs" | "privateAcl">>;

/** Outputs of a secret besides its inputs. */
export interface SecretOutputs {
  /** Id of the version that is current. */
  versionId: string | undefined;
  /** Id of the version before. */
  previousVersionId: string | undefined;
  /** Ids of all versions that are kept, at most 100. */
  versions: string[] | undefined;
  /** All labels except the service's own, and the version that each is on. */
  labels: Record<string, string> | undefined;
  /** The service's word for the secret's state. */
  state: string;
  /** When the secret will be purged; absent unless its deletion is scheduled. */
  deleteAt: string | undefined;
  /** Region of the secret. */
  region: string | undefined;
}
