import { isDeepStrictEqual } from "node:util";

import { unknown } from "./unknown";

/** Names and positions that lead to a part of the inputs; "*" stands for all parts of one level. */
export type PropertyPath = readonly (string | number)[];

const element = /^\.?(?:\["((?:\\"|[^"])*)"\]|\[(\*|\d+)\]|([^.[]+))/;

/**
 * The path that a text of `ignoreChanges` or `replaceOnChanges` stands for: `value.password`, `["value"].password`, `ips[0]`.
 * Undefined if Pulumi does not understand it.
 */
export function pathOf(text: string): PropertyPath | undefined {
  if (text === "" || text.startsWith(".")) return undefined;
  const path: (string | number)[] = [];
  for (let rest = text; rest !== "";) {
    const [whole, quoted, position, name] = element.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    path.push(quoted?.replaceAll('\\"', '"') ?? name ?? (position === "*" ? "*" : Number(position)));
    rest = rest.slice(whole.length);
  }
  return path;
}

/** Paths that lead to an input, or to a part of it: what follows the input's name. */
export function pathsWithin(name: string, texts: readonly string[] = []): readonly PropertyPath[] {
  return texts.flatMap((text) => {
    const [first, ...rest] = pathOf(text) ?? [];
    return first === name || first === "*" ? [rest] : [];
  });
}

type Parts = Readonly<Record<string, unknown>>;

function isComposite(value: unknown): value is Parts {
  return typeof value === "object" && value !== null;
}

/** Whether two values differ at a path. A part that is not known yet may differ. */
export function differAt([first, ...rest]: PropertyPath, a: unknown, b: unknown): boolean {
  if (a === unknown || b === unknown) return true;
  if (first === undefined) return !isDeepStrictEqual(a, b);
  if (!isComposite(a) || !isComposite(b)) return false;
  const names = first === "*" ? [...new Set([...Object.keys(a), ...Object.keys(b)])] : [String(first)];
  return names.some((name) => differAt(rest, a[name], b[name]));
}

/** A value with the part at a path as another value has it: what the option `ignoreChanges` makes of a part. */
export function withPartOf([first, ...rest]: PropertyPath, value: unknown, old: unknown): unknown {
  if (first === undefined) return old;
  if (!isComposite(value) || !isComposite(old) || Array.isArray(value) !== Array.isArray(old)) return value;
  const names = first === "*" ? Object.keys({ ...value, ...old }) : [String(first)];
  // Pulumi adds nothing to a list and takes nothing from it, and goes only where both values do.
  const isFixed = Array.isArray(value) || rest.length > 0;
  const result = new Map(Object.entries(value));
  for (const name of names) {
    if (name in value && name in old) result.set(name, withPartOf(rest, value[name], old[name]));
    else if (!isFixed && name in old) result.set(name, old[name]);
    else if (!isFixed) result.delete(name);
  }
  return Array.isArray(value) ? [...result.values()] : Object.fromEntries(result);
}
