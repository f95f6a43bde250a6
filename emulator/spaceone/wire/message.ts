import { isStruct } from "../json";
import { pythonRepr, pythonText, pythonTypeName, sentNumber } from "../python-text";
import { misfit, ParseError, typeError, type Empties, type FieldType } from "./field";

/** Fields by their name, in the order of their numbers, which is the order of replies. */
export type Fields = Readonly<Record<string, FieldType<unknown>>>;

/** A message as a service sees it: fields that were not sent are missing. */
export type Decoded<F extends Fields> = {
  readonly [Name in keyof F]?: ReturnType<F[Name]["decode"]>;
};

/** What an operation passes to be written: null is not sent. */
export type Given<F extends Fields> = {
  readonly [Name in keyof F]?: Parameters<F[Name]["encode"]>[0] | null | undefined;
};

export interface Message<F extends Fields> extends FieldType<Decoded<F>, Given<F>> {
  /** Reads a whole body. */
  read(body: object): Decoded<F>;
}

/** The type that a message is decoded to. */
export type DecodedOf<M extends { read(body: object): unknown }> = ReturnType<M["read"]>;

export function defineMessage<F extends Fields>(fullName: string, fields: F): Message<F> {
  const decode = (value: unknown, path: string) => decodeMessage({ fullName, fields }, value, path) as Decoded<F>;
  return {
    decode,
    read: (body) => decode(body, fullName.slice(fullName.lastIndexOf(".") + 1)),
    encode: (value, empties) => encodeMessage(fields, value, empties),
    isDefault: () => false,
  };
}

interface Layout {
  readonly fullName: string;
  readonly fields: Fields;
}

function decodeMessage(layout: Layout, value: unknown, path: string): Record<string, unknown> {
  const sent = new Map<string, unknown>();
  const groups = new Set<string>();
  for (const [name, item] of membersOf(layout, value, path)) {
    const [fieldName, type] = findField(layout, name, path);
    try {
      refuseSecondOfGroup(layout, type, item, groups, path);
      if (item === null && !type.takesNull) sent.delete(fieldName);
      else sent.set(fieldName, type.decode(item, `${path}.${name}`));
    } catch (error) {
      throw error instanceof ParseError ? namingField(error, name, type) : error;
    }
  }
  const kept = Object.entries(layout.fields).filter(
    ([name, type]) => sent.has(name) && (type.group !== undefined || !type.isDefault(sent.get(name))),
  );
  return Object.fromEntries(kept.map(([name]) => [name, sent.get(name)]));
}

/** The decoder treats a text or a list as if it were the names of an object; all such errors are 500 (SPO 1). */
function membersOf(layout: Layout, value: unknown, path: string): [string, unknown][] {
  if (isStruct(value)) return Object.entries(value);
  if (typeof value !== "string" && !Array.isArray(value)) {
    throw typeError(`'${pythonTypeName(value)}' object is not iterable`);
  }
  const [first] = value as Iterable<unknown>;
  if (first === undefined) return [];
  if (typeof first === "string") findField(layout, first, path);
  const problem =
    typeof first === "string"
      ? "list indices must be integers or slices, not str"
      : `expected string or bytes-like object, got '${pythonTypeName(first)}'`;
  throw typeError(`Failed to parse ${pythonText(first, sentNumber)} field: ${problem}.`);
}

/** Finds a field by its name, or by its name in camel case. */
function findField({ fullName, fields }: Layout, name: string, path: string): [string, FieldType<unknown>] {
  const found = Object.entries(fields).find(([fieldName]) => fieldName === name || camelCase(fieldName) === name);
  if (found) return found;
  const available = pythonRepr(Object.keys(fields).map(camelCase));
  throw new ParseError(
    `Message type "${fullName}" has no field named "${name}" at "${path}".\n Available Fields(except extensions): "${available}"`,
    false,
  );
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function refuseSecondOfGroup(
  { fullName }: Layout,
  { group }: FieldType<unknown>,
  item: unknown,
  taken: Set<string>,
  path: string,
): void {
  if (group === undefined || item === null) return;
  if (taken.has(group)) {
    throw misfit(`Message type "${fullName}" should not have multiple "${group}" oneof fields`, `"${path}".`);
  }
  taken.add(group);
}

/**
 * Each surrounding message puts the name of its field before the problem. For fields of a group this happens with
 * Python's own errors only.
 */
function namingField(error: ParseError, name: string, { group }: FieldType<unknown>): ParseError {
  if (group !== undefined && !error.byPython) return error;
  return new ParseError(`Failed to parse ${name} field: ${error.message}.`, false);
}

/** A list of values of one type; an empty list is not sent. */
export function repeated<Value, GivenItem>(
  type: FieldType<Value, GivenItem>,
): FieldType<readonly Value[], readonly GivenItem[]> {
  return {
    decode(value, path) {
      if (!Array.isArray(value)) throw noList(value, path);
      return value.map((item: unknown, index) => {
        const place = `${path}[${index}]`;
        if (item === null) throw misfit("null is not allowed to be used as an element in a repeated field", place);
        return type.decode(item, place);
      });
    },
    encode: (values, empties) => values.map((value) => type.encode(value, empties)),
    isDefault: (values) => values.length === 0,
    empty: [],
  };
}

/** This error names the message, not the field. */
function noList(value: unknown, path: string): ParseError {
  const dot = path.lastIndexOf(".");
  const text = pythonText(value, sentNumber);
  return misfit(`repeated field ${path.slice(dot + 1)} must be in [] which is ${text}`, path.slice(0, dot));
}

function encodeMessage(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
  empties: Empties = "omitted",
): Record<string, unknown> {
  const shown = Object.entries(fields).map(([name, type]) => {
    const value = given[name];
    const isEmpty = value === null || value === undefined || type.isDefault(value);
    const empty = { omitted: undefined, shown: type.empty, null: null }[empties];
    return [name, isEmpty ? empty : type.encode(value, empties)] as const;
  });
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined));
}
