/** When a key gets a new version by itself. */
export interface KmsKeyRotation {
  /** Whether the service rotates the key by itself. */
  enabled: boolean;
  /** Days between two rotations, 1 to 730. Default: 90. Not compared while rotation is off. */
  periodInDays?: number;
}

/** Inputs of a KMS key. */
export interface KmsKeyArgs {
  /**
   * Name: 3 to 63 characters of a-z and 0-9, unique in the region; blocked for 72 hours after a deletion. Default: made
   * from the resource's name and a random part. A change replaces the key.
   */
  name?: string;
  /**
   * What the key is for: `aes-256` and `rsa-2048` (encrypt and decrypt; the latter also signs), `ecdsa-p256` (sign and
   * verify), `hmac-sha256`. Any text is passed on, since the service has more codes than its reference names. A change
   * replaces the key.
   */
  purpose: string;
  /** `basic` or `advanced`. Default: `advanced`. A change replaces the key. */
  keyType?: "basic" | "advanced";
  /** Free text of up to 100 characters. Default: empty. */
  description?: string;
  /** Automatic rotation. Default: off. */
  rotation?: KmsKeyRotation;
  /** Whether the key can be used. Secrets under a disabled key cannot be read. Default: true. */
  enabled?: boolean;
  /**
   * Whether destroying the resource deletes the key at once and for ever, instead of after 72 hours in which the
   * deletion can be cancelled in the console. Default: false.
   */
  deleteImmediately?: boolean;
  /**
   * Any text. A change of it rotates the key now, once. The first value, of a new or an adopted key, does nothing, nor does
   * removing it.
   */
  rotateTrigger?: string;
  /** Whether a destroy fails while the service lists users of the key. Default: false. */
  refuseDeletionWhileUsed?: boolean;
  /**
   * Tags: up to 50, keys of 1 to 128 characters, values of up to 256. Taken at creation only: the API can neither show
   * nor change them, so a later change is kept in state with a warning.
   */
  tags?: Record<string, string>;
}

/** The inputs of a KMS key that the service shows. `keyType` and `enabled` are absent where its reply does not tell them. */
export type KmsKeyShown = Required<Pick<KmsKeyArgs, "name" | "purpose" | "description" | "rotation">> &
  Pick<KmsKeyArgs, "keyType" | "enabled">;

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
  /** When the key will be deleted; absent unless its deletion is scheduled. */
  deleteAt: string | undefined;
}
