import type { KmsKeyOutputs, KmsKeyShown } from "../../resources/scp/kms/kms-key-contract";
import type { Bytes } from "./common-contract";

/** A key of the Key Management Service, with the properties of the resource {@link KmsKey}. */
export interface KmsKeyResult extends KmsKeyShown, KmsKeyOutputs {
  /** Id of the key. */
  id: string;
}

/** A key that the platform manages, with the properties of the resource {@link ManagedKmsKey}. */
export interface ManagedKmsKeyResult extends KmsKeyOutputs {
  /** Id of the key. */
  id: string;
  /** Name that the platform has given it. */
  name: string;
  /** What the key is for, in the words of the input `purpose` of the resource {@link KmsKey}. */
  purpose: string;
  /** Free text. Empty where it has none. */
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
  /** The name that is looked for: the whole one. */
  name: string;
}

/** What uses a key. */
export interface KmsKeyUserResult {
  /** Id of what uses the key. Absent where the service does not tell it. */
  id: string | undefined;
  /** Name of what uses the key, in the words of the service. */
  name: string;
}

export interface KmsEncryptArgs extends KmsKeyIdArgs {
  /** What to encrypt: text, which is encrypted as UTF-8, or bytes. */
  plaintext: Bytes;
}

/** What an encryption gives. */
export interface KmsCiphertextResult {
  /** Names the version of the key that made it: `vault:v3:...`. */
  ciphertext: string;
  /** Number of that version. Absent where the service does not tell it. */
  keyVersion: number | undefined;
}

export interface KmsRewrapArgs extends KmsKeyIdArgs {
  /** The ciphertext, as the service has given it: `vault:v3:...`. */
  ciphertext: string;
}

export interface KmsDecryptArgs extends KmsRewrapArgs {
  /**
   * Whether the plaintext is text in UTF-8 or any bytes. Default: `text`; then it is an error if the bytes are no text.
   */
  as?: "text" | "bytes";
}

/** What a decryption gives; secret as a whole. */
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

/** A signature. */
export interface KmsSignatureResult {
  /** Names the version of the key that made it: `vault:v3:...`. */
  signature: string;
  /** Number of that version. Absent where the service does not tell it. */
  keyVersion: number | undefined;
}

export interface KmsVerifyArgs extends KmsInputArgs {
  /** The signature, as `kmsSign` has given it. */
  signature: string;
}

/** An HMAC, which only the same key can make and verify. */
export interface KmsHmacResult {
  /** Names the version of the key that made it: `vault:v3:...`. */
  hmac: string;
}

export interface KmsVerifyHmacArgs extends KmsInputArgs {
  /** The HMAC, as `kmsHmac` has given it. */
  hmac: string;
}

export interface KmsDataKeyFunctionArgs extends KmsKeyIdArgs {
  /** Whether the plain key is given too. Default: false. */
  withPlaintext?: boolean;
}

/** A data key, encrypted by a KMS key, and plain if it was asked for. */
export interface KmsDataKeyResult extends KmsCiphertextResult {
  /** The plain key. Absent unless it was asked for. */
  plaintextBytes: Uint8Array | undefined;
}
