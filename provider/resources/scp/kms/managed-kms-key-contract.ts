/** Inputs of a key that the platform manages. */
export interface ManagedKmsKeyArgs {
  /** Id of the key, which is there already. A change takes over another one. */
  keyId: string;
  /** Free text of up to 100 characters. Default: empty. */
  description?: string;
}
