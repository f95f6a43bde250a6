import { unexpected } from "../errors";
import { isStruct, type Json, type Struct } from "../json";
import { isTime, type Model } from "./model";
import { spaceoneTimestamp } from "../timestamp";

/** A value inside a pipeline. A time is in milliseconds since 1970, as a bigint: no value of JSON is one. */
export type Value = null | boolean | number | string | bigint | readonly Value[] | Document;

export interface Document {
  readonly [name: string]: Value;
}

export function isDocument(value: Value | undefined): value is Document {
  return isStruct(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** A record as the database holds it: with an id of its own, and with times that are no texts. */
export function documentOf(model: Model, record: Struct): Document {
  const members = Object.entries(record).map(([name, value]): [string, Value] => [name, stored(model, [name], value)]);
  return { _id: databaseId(members), ...Object.fromEntries(members) };
}

function stored(model: Model, path: readonly string[], value: Json): Value {
  if (typeof value === "string") return isTime(model, path) ? BigInt(Date.parse(value)) : value;
  const [first = ""] = path;
  const isEmbedded = path.length === 1 && typeof model.fields[first] === "object" && isStruct(value);
  if (!isEmbedded) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, stored(model, [first, name], item)]));
}

/** Made of the record's id in the API, which is its first field: 24 hexadecimal digits. */
function databaseId([first]: readonly (readonly [string, Value])[]): string {
  const id = typeof first?.[1] === "string" ? first[1] : "";
  return Buffer.from(id).toString("hex").padStart(24, "0").slice(-24);
}

/** A document as a record of its kind: times are texts again. */
export function recordOf(document: Document): Struct {
  return written(document, (time) => spaceoneTimestamp(Number(time))) as Struct;
}

/** A document as a reply of statistics; these cannot hold a time, and the service fails with one. */
export function replyOf(value: Value): Json {
  return written(value, () => {
    throw unexpected("Unexpected type");
  });
}

function written(value: Value, time: (value: bigint) => Json): Json {
  if (typeof value === "bigint") return time(value);
  if (isList(value)) return value.map((item) => written(item, time));
  if (!isDocument(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, written(item, time)]));
}

/** The same text for equal values, and for no others. */
export function identityOf(value: Value): string {
  return JSON.stringify(value, (_name, item: unknown) => (typeof item === "bigint" ? { $time: String(item) } : item));
}

/** The name of a value's type in the database's messages. */
export function databaseType(value: Value | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (isList(value)) return "array";
  return typeNames[typeof value] ?? "object";
}

const typeNames: Readonly<Record<string, string>> = {
  number: "double",
  string: "string",
  boolean: "bool",
  bigint: "date",
};
