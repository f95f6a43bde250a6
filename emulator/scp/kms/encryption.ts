import {
  constants,
  createCipheriv,
  createDecipheriv,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  type CipherGCMTypes,
} from "node:crypto";
import { bytesOf, type KeySecret } from "./key-material";

const cipher: CipherGCMTypes = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };

/** The most bytes that an RSA key of 2048 bits encrypts with OAEP and SHA-256. */
const longestRsaPlaintext = 190;

/**
 * Encrypts bytes; undefined where they are too long. With an AES key the result is a nonce, the encrypted bytes and a tag
 * (SCP 6.1), with an RSA key it is that of OAEP with SHA-256.
 */
export function encryptBytes(secret: KeySecret, plaintext: Buffer): Buffer | undefined {
  if ("publicKey" in secret) {
    if (plaintext.length > longestRsaPlaintext) return undefined;
    return publicEncrypt({ key: secret.publicKey, ...oaep }, plaintext);
  }
  const nonce = randomBytes(nonceLength);
  const encryption = createCipheriv(cipher, bytesOf(secret), nonce);
  return Buffer.concat([nonce, encryption.update(plaintext), encryption.final(), encryption.getAuthTag()]);
}

/** Decrypts bytes; undefined where this key has not encrypted them. */
export function decryptBytes(secret: KeySecret, bytes: Buffer): Buffer | undefined {
  try {
    if ("privateKey" in secret) return privateDecrypt({ key: secret.privateKey, ...oaep }, bytes);
    const nonce = bytes.subarray(0, nonceLength);
    const decryption = createDecipheriv(cipher, bytesOf(secret), nonce, { authTagLength: tagLength });
    decryption.setAuthTag(bytes.subarray(-tagLength));
    return Buffer.concat([decryption.update(bytes.subarray(nonceLength, -tagLength)), decryption.final()]);
  } catch {
    return undefined;
  }
}
