/** Inputs of a data key. */
export interface KmsDataKeyArgs {
  /** Id of the KMS key that encrypts the data key. A change makes another data key. */
  keyId: string;
  /**
   * Whether state keeps the plain key too, as a secret. Without it only whoever may use the KMS key can have the data key.
   * Default: false. A change makes another data key.
   */
  withPlaintext?: boolean;
  /** Any texts. A change of one of them makes another data key. */
  keepers?: Record<string, string>;
}

/** Outputs of a data key besides its inputs. */
export interface KmsDataKeyOutputs {
  /** The data key, encrypted by the KMS key: `kmsDecrypt` with `as: "bytes"` gives the key. */
  ciphertext: string;
  /** The version of the KMS key that encrypted it; absent where the service does not tell it. */
  ciphertextVersion: number | undefined;
  /** The plain key in base64, secret; absent unless it was asked for. */
  plaintextBase64: string | undefined;
}
