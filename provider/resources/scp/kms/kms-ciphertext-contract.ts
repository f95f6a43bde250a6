/** Inputs of a ciphertext. */
export interface KmsCiphertextArgs {
  /** Id of the KMS key that encrypts. A change replaces the ciphertext. */
  keyId: string;
  /** The text to encrypt. Kept in state as a secret, to find out whether it has changed; a change replaces the ciphertext. */
  plaintext: string;
  /**
   * The version of the key that the ciphertext is to have at least, for example `key.currentVersion`: if the ciphertext is of
   * an older one, it is encrypted again by the service, which gives the plaintext to nobody. Default: any version.
   */
  keyVersion?: number;
  /** Any texts. A change of one of them makes a new ciphertext. */
  keepers?: Record<string, string>;
}

/** Outputs of a ciphertext besides its inputs. */
export interface KmsCiphertextOutputs {
  /** The ciphertext, as `kmsDecrypt` takes it. */
  ciphertext: string;
  /** The version of the key that made it; absent where the service does not tell it. */
  ciphertextVersion: number | undefined;
}
