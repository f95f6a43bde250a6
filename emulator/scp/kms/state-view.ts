import type { EmulatorContext } from "../../context";
import type { Store } from "../../store/store";
import { keys, type Key } from "./key";
import { makeRsaSecretAside } from "./key-material";
import { purposesFor, type KeyPurpose } from "./key-purpose";
import { findMaterial, keepMaterial, unmadeVersions, keptVersions } from "./key-versions";

/** A key with the public keys of its versions. Secret material is not shown. */
export function showKeyState(key: Key, { store }: EmulatorContext) {
  return { ...key, publicKeys: publicKeys(store, key) };
}

/** PEM by version, of a key that can sign. */
function publicKeys(store: Store, key: Key): Record<string, string> {
  const shown: Record<string, string> = {};
  const signing: readonly KeyPurpose[] = purposesFor.signature;
  if (!signing.includes(key.purpose)) return shown;
  for (const version of keptVersions(key)) {
    const material = findMaterial(store, key, version);
    if (material && "publicKey" in material) shown[String(version)] = material.publicKey;
  }
  return shown;
}

/**
 * Makes the RSA keys that nobody has needed before, so that the state can show them. They are made side by side, and
 * other requests are answered meanwhile.
 */
export async function prepareKeyState({ store }: EmulatorContext): Promise<void> {
  const rsaKeys = Array.from(store.of(keys).all()).filter(({ purpose }) => purpose === "rsa-2048");
  await Promise.all(
    rsaKeys.flatMap((key) => unmadeVersions(store, key).map((version) => makeAside(store, key.id, version))),
  );
}

/** While the RSA key was made, its version may have been needed, or be gone. */
async function makeAside(store: Store, keyId: string, version: number): Promise<void> {
  const secret = await makeRsaSecretAside();
  const key = store.of(keys).get(keyId);
  if (key && unmadeVersions(store, key).includes(version)) keepMaterial(store, key, version, secret);
}
