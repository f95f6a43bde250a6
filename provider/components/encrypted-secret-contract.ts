import type { ComponentKey } from "./component-key-contract";
import type { PasswordRules } from "../resources/scp/secretsmanager/password-contract";
import type { SecretArgs } from "../resources/scp/secretsmanager/secret-contract";
import type { RotationSchedule } from "./rotation-contract";

/** Arguments of a secret with its key. Give `value`, `generate` or both. */
export interface EncryptedSecretArgs extends Pick<
  SecretArgs,
  "name" | "description" | "allowedCidrs" | "privateAcl" | "recoveryWindowInDays" | "tags"
> {
  /**
   * The value, or the members of it that are not generated: up to 10 pairs of names and texts; without `generate` also such an
   * object as JSON text. At most 64 KiB. A change makes a new version.
   */
  value?: Record<string, string> | string;
  /**
   * Members of the value that Secrets Manager generates as passwords, by their names: `{ password: { length: 40 } }`. A change
   * of a password's rules makes another one. Plain.
   */
  generate?: Record<string, PasswordRules>;
  /** When generated members get other values. Default: never. Plain. */
  rotation?: RotationSchedule;
  /**
   * The label that the version before stays under, 1 to 256 characters; while there is only one version it is on none.
   * Default: `fallback`. Plain.
   */
  previousLabel?: string;
  /** Further labels, as of a `Secret`. */
  versionLabels?: Record<string, string>;
  /**
   * The component's own key: inputs of a `KmsKey`, each of which may be left out. Default of `purpose`: `aes-256`; of
   * `rotation`: every 90 days. Plain, but its members may be Outputs.
   */
  key?: ComponentKey;
  /** Id of a key to use instead of one of the component's own. */
  kmsKeyId?: string;
  /**
   * Whether a destroy leaves the component's own key as it is. A key that is deleted is gone after 72 hours, so that the secret
   * could not be read any more when it is restored. Delete the key yourself when the recovery window is over. Default: true.
   * Plain.
   */
  retainKey?: boolean;
  /**
   * Whether a secret of this `name` whose deletion is scheduled is restored instead of refused as taken, under its id and with
   * its versions. Default: true.
   */
  restoreOnCreate?: boolean;
  /** Id of an existing secret to manage instead of making a new one, as of a `Secret`. */
  adopt?: string;
}
