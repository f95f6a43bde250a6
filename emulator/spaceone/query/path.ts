import { isDocument, isList, type Document, type Value } from "./value";

/** The values by which a record can be found at a path. MongoDB compares a list itself and each of its items. */
export function candidatesAt(record: Document, path: readonly string[]): readonly (Value | undefined)[] {
  const values = valuesAt(record, path);
  return values.length === 0 ? [undefined] : values.flatMap((value) => [value, ...itemsOf(value)]);
}

function itemsOf(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : [];
}

/** The values at a path; undefined for a value that is missing. */
export function valuesAt(value: Value | undefined, path: readonly string[]): (Value | undefined)[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (isList(value)) {
    const chosen = /^\d+$/.test(name) && Number(name) < value.length ? valuesAt(value[Number(name)], rest) : [];
    return [...chosen, ...value.filter(isDocument).flatMap((item) => valuesAt(item, path))];
  }
  return isDocument(value) && Object.hasOwn(value, name) ? valuesAt(value[name], rest) : [undefined];
}

/** The record reduced to these paths. */
export function projected(record: Document, paths: readonly (readonly string[])[]): Document {
  const members = Object.entries(record).flatMap(([name, value]): [string, Value][] => {
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
function partOf(value: Value, paths: readonly (readonly string[])[]): Value | undefined {
  if (isList(value)) return value.filter(isDocument).map((item) => projected(item, paths));
  return isDocument(value) ? projected(value, paths) : undefined;
}
