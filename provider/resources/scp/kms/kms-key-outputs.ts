/** Outputs of a KMS key besides its inputs. */
export interface KmsKeyOutputs {
  /** `Creating`, `Active`, `Stop` (disabled), `To_Be_Terminated` or `Error`. */
  state: string;
  /** Number of the version that encrypts and signs. */
  currentVersion: number;
  /** When the next automatic rotation is due; absent while rotation is off. */
  nextRotationAt: string | undefined;
  /** `user`, or `scp` for a key that the platform manages. */
  managedType: string | undefined;
  /** Region of the key. */
  region: string;
  /** Account that owns the key. */
  accountId: string;
  /** When the key was made, RFC 3339. */
  createdAt: string;
  /** Id of the user who made the key. */
  createdBy: string;
  /** When the key will be deleted; absent unless it waits for its deletion. */
  deleteAt: string | undefined;
}
