import { isStruct, type Json } from "./json";

/** Compares values as Python does: the order of names does not count, true equals 1 and false equals 0. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  const [left, right] = [plain(a), plain(b)];
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item: Json, index) => isEqual(item, right[index] as Json));
  }
  if (!isStruct(left) || !isStruct(right)) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isEqual(left[name], right[name]))
  );
}

/** A missing value equals null. */
function plain(value: Json | undefined): Json {
  return typeof value === "boolean" ? Number(value) : (value ?? null);
}
