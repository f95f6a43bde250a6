import { databaseFailure } from "../errors";
import type { Struct } from "../json";
import type { Filter } from "../wire/query";

/**
 * The type of a field for queries. An object may have any names inside it, an embedded object only those in the list.
 */
export type FieldKind = "text" | "number" | "boolean" | "time" | "texts" | "object" | readonly string[];

/** What queries know about a kind of record. */
export interface Model {
  /** The name of the kind in messages. */
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Names that conditions may use for a field. */
  readonly aliases: Readonly<Record<string, string>>;
  /** The fields that `minimal` loads. */
  readonly minimal: readonly string[];
  /** The order of a query without `sort`; where there is none, the order of creation. */
  readonly order?: { readonly key: string; readonly desc: boolean };
  /** Fields that hold keys of other records: conditions may name the fields of those, such as `ref_region.name`. */
  readonly joins?: Readonly<Record<string, Join>>;
  /** The records of a collection, by its name in the database, for `lookup`. */
  readonly related?: (collection: string) => readonly Struct[];
}

export interface Join {
  readonly model: Model;
  readonly records: Iterable<Struct>;
  /** Conditions that the other records have to fit besides. */
  readonly limits: readonly Filter[];
}

/** Splits a dotted path, and refuses one that the model does not have. */
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

/** The kind of the field that a path leads to. */
export type PathKind = "text" | "number" | "boolean" | "time" | "object";

/** Undefined where the model does not have the field. */
export function kindOf(model: Model, path: readonly string[]): PathKind | undefined {
  const [first = "", second] = path;
  const kind = Object.hasOwn(model.fields, first) ? model.fields[first] : undefined;
  if (kind === undefined) return undefined;
  if (isTime(model, path)) return "time";
  if (typeof kind === "string") return kind === "texts" ? "text" : kind;
  return second === undefined ? "object" : "text";
}

function unresolved(name: string) {
  return databaseFailure(`Cannot resolve field "${name}"`);
}

/** Whether a path ends at a time. Times inside an embedded object have names that end in `_at`. */
export function isTime({ fields }: Model, path: readonly string[]): boolean {
  const [first = "", second = ""] = path;
  return fields[first] === "time" || (typeof fields[first] === "object" && second.endsWith("_at"));
}
