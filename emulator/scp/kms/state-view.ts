import type { Store } from "../../store/store";
import { keys, managedKeys, type Key } from "./key";
import { keyMaterials } from "./key-material";

/** An account's keys with the public keys of their versions. Secret material is not shown. */
export function showKmsState(store: Store, accountId: string) {
  const show = (key: Key) => ({ ...key, publicKeys: publicKeys(store, key) });
  return {
    keys: Array.from(store.of(keys).owned(accountId), show),
    managedKeys: Array.from(store.of(managedKeys).owned(accountId), show),
  };
}

/** PEM by version. */
function publicKeys(store: Store, key: Key): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const material of store.of(keyMaterials).owned(key.id)) {
    if ("publicKey" in material) shown[String(material.version)] = material.publicKey;
  }
  return shown;
}
