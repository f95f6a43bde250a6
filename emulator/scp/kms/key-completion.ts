import type { EmulatorContext } from "../../context";
import type { Store } from "../../store/store";
import type { Change } from "../../store/collection";
import { keys, type Key } from "./key";
import { keptVersions, keyMaterials, makeKeySecret, materialId, type KeyMaterial } from "./key-material";

/** The oldest version of a key that is still kept. */
export function oldestVersion(key: Key): number {
  return Math.max(1, key.current_version - keptVersions + 1);
}

/**
 * Makes the missing material of a key's versions; a key that is being created becomes Active. Undefined where the key
 * was deleted meanwhile.
 */
export async function completeKey({ store }: Pick<EmulatorContext, "store">, keyId: string): Promise<Key | undefined> {
  const key = store.of(keys).get(keyId);
  if (!key) return undefined;
  const made = await makeMissing(store, key).catch((error: unknown) => {
    markFailed(store, keyId);
    throw error;
  });
  const current = store.of(keys).get(keyId);
  if (!current) return undefined;
  const completed: Key = current.state === "Creating" ? { ...current, state: "Active" } : current;
  const kept = made.filter(({ version }) => version >= oldestVersion(current));
  store.commit(...kept.map((material) => keyMaterials.put(material)), keys.put(completed));
  return completed;
}

/** A key whose first material cannot be made gets the state Error: it can only be deleted. */
function markFailed(store: Store, keyId: string): void {
  const key = store.of(keys).get(keyId);
  if (key?.state === "Creating") store.commit(keys.put({ ...key, state: "Error" }));
}

/** The changes that remove the material of a key: all of it, or that of the versions before one. */
export function forgetMaterial(store: Store, keyId: string, before = Infinity): Change[] {
  const materials = [...store.of(keyMaterials).owned(keyId)];
  return materials
    .filter(({ version }) => version < before)
    .map(({ version }) => keyMaterials.drop(materialId(keyId, version)));
}

function makeMissing(store: Store, key: Key): Promise<KeyMaterial[]> {
  return Promise.all(
    missingVersions(store, key).map(async (version) => ({
      keyId: key.id,
      version,
      ...(await makeKeySecret(key.purpose)),
    })),
  );
}

export function missingVersions(store: Store, key: Key): number[] {
  const materials = store.of(keyMaterials);
  const missing: number[] = [];
  for (let version = oldestVersion(key); version <= key.current_version; version += 1) {
    if (!materials.get(materialId(key.id, version))) missing.push(version);
  }
  return missing;
}
