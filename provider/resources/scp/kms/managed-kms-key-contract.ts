/** Inputs of a key that the platform manages. */
export interface ManagedKmsKeyArgs {
  /** Id of an existing key. A change adopts another key. */
  keyId: string;
  /** Free text of up to 100 characters. Default: empty. */
  description?: string;
}
