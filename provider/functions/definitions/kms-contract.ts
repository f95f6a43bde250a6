import type { KmsKeyOutputs, KmsKeyShown } from "../../resources/scp/kms/kms-key-contract";
import type { Bytes } from "./common-contract";

/** A key of the Key Management Service, with the properties of the resource {@link KmsKey}. */
export interface KmsKeyResult extends KmsKeyShown, KmsKeyOutputs {
  id: string;
}

/** A key that the platform manages, with the properties of the resource {@link ManagedKmsKey}. */
export interface ManagedKmsKeyResult extends KmsKeyOutputs {
  id: string;
  name: string;
  purpose: string;
  description: string;
}

/** Which keys a list has. */
export interface ListKmsKeysArgs {
  /** Only keys with this name. Default: all. */
  name?: string;
}

/** One key. */
export interface KmsKeyIdArgs {
  /** Id of the key. */
  keyId: string;
}

export interface IsKmsKeyNameTakenArgs {
  name: string;
}

/** What uses a key. */
export interface KmsKeyUserResult {
  /** Absent where the service does not tell it. */
  id: string | undefined;
  name: string;
}

export interface KmsEncryptArgs extends KmsKeyIdArgs {
  /** What to encrypt: text, which is encrypted as UTF-8, or bytes. */
  plaintext: Bytes;
}

export interface KmsCiphertextResult {
  /** Names the version of the key that made it: `vault:v3:...`. */
  ciphertext: string;
  /** That version. Absent where the service does not tell it. */
  keyVersion: number | undefined;
}

export interface KmsRewrapArgs extends KmsKeyIdArgs {
  /** As the service has given it. */
  ciphertext: string;
}

export interface KmsDecryptArgs extends KmsRewrapArgs {
  /**
   * Whether the plaintext is text in UTF-8 or any bytes. Default: `text`; then it is an error if the bytes are no text.
   */
  as?: "text" | "bytes";
}

export interface KmsPlaintextResult {
  /** The text; empty with `as: "bytes"`. */
  plaintext: string;
  /** Its bytes. */
  plaintextBytes: Uint8Array;
}

export interface KmsInputArgs extends KmsKeyIdArgs {
  /** What is signed: text, which stands for its bytes in UTF-8, or bytes. */
  input: Bytes;
}

export interface KmsSignatureResult {
  /** Names the version of the key that made it: `vault:v3:...`. */
  signature: string;
  /** That version. Absent where the service does not tell it. */
  keyVersion: number | undefined;
}

export interface KmsVerifyArgs extends KmsInputArgs {
  /** As `kmsSign` has given it. */
  signature: string;
}

export interface KmsHmacResult {
  /** Names the version of the key that made it: `vault:v3:...`. */
  hmac: string;
}

export interface KmsVerifyHmacArgs extends KmsInputArgs {
  /** As `kmsHmac` has given it. */
  hmac: string;
}

export interface KmsDataKeyFunctionArgs extends KmsKeyIdArgs {
  /** Whether the plain key is given too. Default: false. */
  withPlaintext?: boolean;
}

export interface KmsDataKeyResult extends KmsCiphertextResult {
  /** The plain key. Absent unless it was asked for. */
  plaintextBytes: Uint8Array | undefined;
}
