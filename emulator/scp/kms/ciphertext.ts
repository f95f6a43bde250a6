import type { Store } from "../../store/store";
import { decryptBytes, encryptBytes } from "./encryption";
import type { Key } from "./key";
import { newestMaterial } from "./key-versions";
import { invalid, readVersionedText, versionedText } from "./versioned-text";

/** Encrypts with the key's newest version. */
export function newCiphertext(store: Store, key: Key, plaintext: Buffer) {
  const material = newestMaterial(store, key);
  const bytes = encryptBytes(material, plaintext);
  if (!bytes) throw invalid("plaintext", "The plaintext is longer than this key can encrypt.");
  return { ciphertext: versionedText(material.version, bytes), key_version: material.version };
}

/** Decrypts with the version of the key that a ciphertext names. */
export function openCiphertext(store: Store, key: Key, ciphertext: string): Buffer {
  const { bytes, material } = readVersionedText(store, key, "ciphertext", ciphertext);
  const plaintext = decryptBytes(material, bytes);
  if (!plaintext) throw invalid("ciphertext", "The ciphertext was changed, or another key has made it.");
  return plaintext;
}
