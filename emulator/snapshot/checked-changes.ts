import { collections } from "../collections";
import { DocumentError } from "../document";
import { shapeOf, type FieldKind, type Optional, type Shape } from "./shapes";
import type { Change, CollectionDefinition } from "../store/collection";

type Definition = CollectionDefinition<object>;
type Records = Readonly<Record<string, readonly object[]>>;

const definitions = new Map(collections.map((definition) => [definition.name, definition as unknown as Definition]));

/** The changes that store the records of a document. Throws where a record cannot be one of its collection. */
export function checkedChanges(records: Records, path: string): Change[] {
  return Object.entries(records).flatMap(([name, list]) => {
    const definition = definitionOf(name, path);
    const taken = new Set<string>();
    return list.map((record, index) => {
      const where = `${path}.${name}.${index}`;
      const change = definition.put(record);
      for (const text of [`id ${change[1]}`, ...nameOf(definition, record)]) {
        if (taken.has(text)) throw new DocumentError(`${where}: the ${text} is there twice`);
        taken.add(text);
      }
      refuseUnlike(definition, record, where);
      refuseUnshaped(shapeOf(name) ?? {}, record, where);
      return change;
    });
  });
}

function definitionOf(name: string, path: string): Definition {
  const definition = definitions.get(name);
  if (definition) return definition;
  throw new DocumentError(`${path}: unknown: ${name}; known are ${[...definitions.keys()].join(", ")}`);
}

function nameOf({ owner, unique }: Definition, record: object): string[] {
  return unique ? [`name ${unique(record)} of ${owner?.(record) ?? "all"}`] : [];
}

/** What the collection reads of a record has to be there: its id, its owner, its name and its due time. */
function refuseUnlike({ dueAt, id, name, owner, unique }: Definition, record: object, where: string): void {
  const ids: readonly unknown[] = [id(record), owner?.(record) ?? "none"];
  const uniqueName: unknown = unique ? unique(record) : "none";
  // Where a part of an id is missing, the id has this word in its place.
  const isWhole = ids.every((text) => typeof text === "string" && text !== "" && !/\bundefined\b/.test(text));
  const due = dueAt?.(record) ?? 0;
  if (!isWhole || typeof uniqueName !== "string" || !Number.isFinite(due))
    throw new DocumentError(`${where}: is no record of ${name}`);
}

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => Number.isInteger(value),
  flag: (value) => typeof value === "boolean",
  list: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  null: (value) => value === null,
};

function refuseUnshaped(shape: Shape, record: object, where: string): void {
  const fields = new Map<string, unknown>(Object.entries(record));
  for (const [field, kind] of Object.entries(shape)) {
    if (!fits(fields.get(field), kind)) throw new DocumentError(`${where}.${field}: must be ${kind}`);
  }
}

function fits(value: unknown, kind: FieldKind | Optional): boolean {
  const [needed = "", ifAny] = kind.split(", ");
  if (value === undefined) return ifAny !== undefined;
  return needed.split(" or ").some((one) => kinds[one]?.(value));
}
