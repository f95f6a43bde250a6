import type { EmulatorContext } from "../../context";
import type { Store } from "../../store/store";
import type { Key } from "./key";
import { keyMaterials } from "./key-material";

/** A key with the public keys of its versions. Secret material is not shown. */
export function showKeyState(key: Key, { store }: EmulatorContext) {
  return { ...key, publicKeys: publicKeys(store, key) };
}

/** PEM by version. */
function publicKeys(store: Store, key: Key): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const material of store.of(keyMaterials).owned(key.id)) {
    if ("publicKey" in material) shown[String(material.version)] = material.publicKey;
  }
  return shown;
}
