import { isAtLeast } from "../versions";
import type { Key } from "./key";

/** A key as most operations answer it, in the reference's order. */
export function showKeyFields({ place: _place, tags: _tags, managed_type: _managedType, ...key }: Key) {
  return key;
}

/** A key as create, show and list answer it: since 1.2 with who manages it (SCP 12). */
export function showKeyFieldsOf(version: string, key: Key) {
  const fields = showKeyFields(key);
  return isAtLeast(version, "1.2") ? { ...fields, managed_type: key.managed_type } : fields;
}
