import { databaseFailure } from "../errors";

/** What a field holds, as far as queries care: an object may have any names inside, an embedded one only those listed. */
export type FieldKind = "text" | "number" | "boolean" | "time" | "texts" | "object" | readonly string[];

/** What queries know of a kind of record. */
export interface Model {
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Names that conditions may use for a field. */
  readonly aliases: Readonly<Record<string, string>>;
  /** What `minimal` loads. */
  readonly minimal: readonly string[];
  /** What a query without `sort` is sorted by; without it records come in the order of creation. */
  readonly order?: { readonly key: string; readonly desc: boolean };
}

/** A dotted path, where the model has it. */
export function resolvePath({ fields }: Model, key: string): string[] {
  const [first = "", ...rest] = key.split(".");
  const kind = Object.hasOwn(fields, first) ? fields[first] : undefined;
  if (kind === undefined) throw unresolved(first);
  const [second] = rest;
  if (second === undefined || kind === "object") return [first, ...rest];
  if (typeof kind === "string" && !(kind === "texts" && /^\d+$/.test(second))) throw unresolved(second);
  if (typeof kind !== "string" && !kind.includes(second)) throw unresolved(second);
  return [first, ...rest];
}

function unresolved(name: string) {
  return databaseFailure(`Cannot resolve field "${name}"`);
}

/** A path that ends at such a field. Times inside an embedded object are named `..._at`. */
export function isTime({ fields }: Model, path: readonly string[]): boolean {
  const [first = "", second = ""] = path;
  return fields[first] === "time" || (typeof fields[first] === "object" && second.endsWith("_at"));
}
