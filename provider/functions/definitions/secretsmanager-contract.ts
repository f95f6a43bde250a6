import type { SecretOutputs, SecretShown } from "../../resources/scp/secretsmanager/secret-contract";

/**
 * A secret of Secrets Manager without its value, with the properties of the resource {@link Secret}. The four properties of its
 * versions are absent while its deletion is scheduled, and where the service's list of versions is not understood.
 */
export interface SecretResult extends SecretShown, SecretOutputs {
  /** Id of the secret. */
  id: string;
}

/**
 * A secret as the service's list has it. What only the details show is missing: `privateAcl`, and the versions with their
 * labels.
 */
export type ListedSecretResult = Omit<
  SecretResult,
  "privateAcl" | "versionId" | "previousVersionId" | "versions" | "labels"
>;

/** Which secrets a list has. */
export interface ListSecretsArgs {
  /** Only secrets with this name. Default: all. */
  name?: string;
}

/** One secret. */
export interface SecretIdArgs {
  /** Id of the secret. */
  secretId: string;
}

/** One version of a secret's value. */
export interface SecretVersionResult {
  /** Id of the version. */
  id: string;
  /** Labels that are on it: `CURRENT`, `PREVIOUS` and the user's own. */
  labels: readonly string[];
}

/** Which value is read. Give `versionId`, `label` or neither: then it is the version with the label `CURRENT`. */
export interface GetSecretValueArgs extends SecretIdArgs {
  /** Id of a version. */
  versionId?: string;
  /** Label of a version, 1 to 256 characters: `CURRENT`, `PREVIOUS` or one of the user's own. */
  label?: string;
}

/** The value of one version. */
export interface SecretValueResult {
  /**
   * The pairs of the value, as in the input `value` of the resource {@link Secret}. Absent where the value is no JSON object
   * of texts, which the service may allow others to store: then only `text` has it.
   */
  value: Record<string, string> | undefined;
  /** The value as the service has it, whatever it is. */
  text: string;
}
