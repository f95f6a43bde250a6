import { isStruct, type Json, type Struct } from "../json";

/** The values by which a record can be found at a path. MongoDB compares a list itself and each of its items. */
export function candidatesAt(record: Struct, path: readonly string[]): readonly (Json | undefined)[] {
  const values = valuesAt(record, path);
  return values.length === 0 ? [undefined] : values.flatMap((value) => [value, ...itemsOf(value)]);
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The values at a path; undefined for a value that is missing. */
export function valuesAt(value: Json | undefined, path: readonly string[]): (Json | undefined)[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const chosen = /^\d+$/.test(name) && Number(name) < items.length ? valuesAt(items[Number(name)], rest) : [];
    return [...chosen, ...items.filter(isStruct).flatMap((item) => valuesAt(item, path))];
  }
  return isStruct(value) && Object.hasOwn(value, name) ? valuesAt(value[name], rest) : [undefined];
}

/** The record reduced to these paths. */
export function projected(record: Struct, paths: readonly (readonly string[])[]): Struct {
  const members = Object.entries(record).flatMap(([name, value]): [string, Json][] => {
    const inside = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    if (inside.length === 0) return [];
    const isWhole = inside.some((path) => path.length === 0);
    if (isWhole) return [[name, value]];
    const part = partOf(value, inside);
    return part === undefined ? [] : [[name, part]];
  });
  return Object.fromEntries(members);
}

/** In a list, only the objects are reduced and kept; other values that are no object are dropped. */
function partOf(value: Json, paths: readonly (readonly string[])[]): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[]).filter(isStruct).map((item) => projected(item, paths));
  return isStruct(value) ? projected(value, paths) : undefined;
}
