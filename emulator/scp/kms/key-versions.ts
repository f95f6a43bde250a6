import type { Change } from "../../store/collection";
import type { Store } from "../../store/store";
import type { Key } from "./key";
import { keyMaterials, makeKeySecret, materialId, type KeyMaterial, type KeySecret } from "./key-material";

/** How many versions of a key are kept; a rotation removes the oldest one beyond. */
const keptCount = 100;

/** The oldest version of a key that is still kept. */
function oldestVersion({ current_version }: Key): number {
  return Math.max(1, current_version - keptCount + 1);
}

/** The versions of a key that are kept, the oldest first. */
export function keptVersions(key: Key): number[] {
  const oldest = oldestVersion(key);
  return Array.from({ length: key.current_version - oldest + 1 }, (_, index) => oldest + index);
}

/** The material of a key's newest version. */
export function newestMaterial(store: Store, key: Key): KeyMaterial {
  return materialOf(store, key, key.current_version);
}

/** The material of a version of a key; undefined where that version is not kept, or not there yet. */
export function findMaterial(store: Store, key: Key, version: number): KeyMaterial | undefined {
  return version >= oldestVersion(key) && version <= key.current_version ? materialOf(store, key, version) : undefined;
}

/** The versions of a key that are kept and whose material nobody has needed before. */
export function unmadeVersions(store: Store, key: Key): number[] {
  return keptVersions(key).filter((version) => !store.of(keyMaterials).get(materialId(key.id, version)));
}

/** Material is made when it is first needed, so that nobody waits for an RSA key that is never used. */
function materialOf(store: Store, key: Key, version: number): KeyMaterial {
  const stored = store.of(keyMaterials).get(materialId(key.id, version));
  return stored ?? keepMaterial(store, key, version, makeKeySecret(key.purpose));
}

export function keepMaterial(store: Store, { id }: Key, version: number, secret: KeySecret): KeyMaterial {
  const material = { keyId: id, version, ...secret };
  store.commit(keyMaterials.put(material));
  return material;
}

/** The changes that remove a key's material of versions that are not kept any more. */
export function forgetOldMaterial(store: Store, key: Key): Change[] {
  return dropMaterial(store, key.id, (version) => version < oldestVersion(key));
}

/** The changes that remove all material of a key. */
export function forgetMaterial(store: Store, keyId: string): Change[] {
  return dropMaterial(store, keyId, () => true);
}

function dropMaterial(store: Store, keyId: string, isDropped: (version: number) => boolean): Change[] {
  return Array.from(store.of(keyMaterials).owned(keyId), ({ version }) => version)
    .filter(isDropped)
    .map((version) => keyMaterials.drop(materialId(keyId, version)));
}
