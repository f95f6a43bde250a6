import {
  constants,
  createCipheriv,
  createDecipheriv,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  type CipherGCMTypes,
} from "node:crypto";
import type { KeySecret } from "../kms/key-material";

/** An encrypted value: only the KMS key can decrypt it. All bytes are in base64. */
export interface SealedValue {
  readonly kms_id: string;
  /** The version of the key that encrypted the value: values from before a rotation stay readable. */
  readonly kms_version: number;
  /** This value's own key, encrypted by an RSA key; null where the KMS key encrypts the value itself. */
  readonly wrapped_key: string | null;
  readonly iv: string;
  readonly tag: string;
  readonly ciphertext: string;
}

const cipher: CipherGCMTypes = "aes-256-gcm";

/**
 * Encrypts a value with a KMS key's material: AES-256-GCM by an AES key itself, by an RSA key with a random key that it
 * wraps (RSA-OAEP with SHA-256).
 * @param place is authenticated, so that a value cannot be taken for another one's
 */
export function sealValue(
  { kms_id, kms_version }: Pick<SealedValue, "kms_id" | "kms_version">,
  material: KeySecret,
  value: string,
  place: string,
): SealedValue {
  const { key, wrapped_key } = newValueKey(material);
  const iv = randomBytes(12);
  const encryption = createCipheriv(cipher, key, iv).setAAD(Buffer.from(place));
  const ciphertext = Buffer.concat([encryption.update(value, "utf8"), encryption.final()]).toString("base64");
  const tag = encryption.getAuthTag().toString("base64");
  return { kms_id, kms_version, wrapped_key, iv: iv.toString("base64"), tag, ciphertext };
}

/** Decrypts a value with the material of the key version that it was encrypted with. */
export function openValue(sealed: SealedValue, material: KeySecret, place: string): string {
  const key = valueKeyOf(sealed, material);
  const decryption = createDecipheriv(cipher, key, Buffer.from(sealed.iv, "base64"))
    .setAAD(Buffer.from(place))
    .setAuthTag(Buffer.from(sealed.tag, "base64"));
  return decryption.update(sealed.ciphertext, "base64", "utf8") + decryption.final("utf8");
}

function newValueKey(material: KeySecret): { key: Buffer; wrapped_key: string | null } {
  if ("secret" in material) return { key: Buffer.from(material.secret, "base64"), wrapped_key: null };
  const key = randomBytes(32);
  return { key, wrapped_key: publicEncrypt({ key: material.publicKey, ...oaep }, key).toString("base64") };
}

function valueKeyOf({ wrapped_key }: SealedValue, material: KeySecret): Buffer {
  if ("secret" in material) return Buffer.from(material.secret, "base64");
  return privateDecrypt({ key: material.privateKey, ...oaep }, Buffer.from(wrapped_key ?? "", "base64"));
}

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
