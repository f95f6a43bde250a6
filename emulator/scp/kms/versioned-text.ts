import type { Store } from "../../store/store";
import { ScpError } from "../errors";
import { isBase64 } from "../validation/base64";
import type { Key } from "./key";
import { findMaterial } from "./key-versions";

/** What a key has made, such as a signature, with the version of the key: `vault:v3:` and base64 (SCP 6.1). */
export function versionedText(version: number, bytes: Buffer): string {
  return `vault:v${version}:${bytes.toString("base64")}`;
}

type Kind = "ciphertext" | "signature" | "hmac";

/**
 * Reads what a key has made, and finds the material of the version that has made it. Refused where the text has another
 * form, or where the key does not have that version.
 */
export function readVersionedText(store: Store, key: Key, kind: Kind, text: string) {
  const [, version, base64] = /^vault:v([1-9]\d*):(.+)$/.exec(text) ?? [];
  if (base64 === undefined || !isBase64(base64)) throw invalid(kind, `The ${kind} is not of the form vault:v1:base64.`);
  const material = findMaterial(store, key, Number(version));
  if (!material) throw invalid(kind, `The key has no version ${version}.`);
  return { bytes: Buffer.from(base64, "base64"), material };
}

/** The refusal of something that this key cannot have made. */
export function invalid(kind: Kind | "plaintext", detail: string): ScpError {
  return new ScpError(400, `scp-security.kms.${kind}.invalid`, detail);
}
