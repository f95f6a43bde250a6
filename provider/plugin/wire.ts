import { unknown } from "../lifecycle/values/unknown";
import { mapMembers } from "../words/members";

/** The text that stands for an unknown value in Pulumi's protocol. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const secretSignature = "4dabf18193072939515e22adb298388d";
const secretValue = "1b47061264138c4ac30d75fd1eb44270";

/** Turns Pulumi's values into those of the life cycle: an unknown value becomes a symbol, and null is left out unless it is kept. */
export function fromWire(value: unknown, { keepsNull = false } = {}): unknown {
  if (value === unknownValue) return unknown;
  if (Array.isArray(value)) return value.map((item) => fromWire(item, { keepsNull }));
  if (typeof value !== "object" || value === null) return value;
  return mapMembers(value, (item) => (item === null && !keepsNull ? undefined : fromWire(item, { keepsNull })));
}

/**
 * Turns a value into one that Pulumi can store. A value that it cannot store would make the call fail after the object was
 * made, and the object would be lost (PUL 2.1).
 */
export function toWire(value: unknown): unknown {
  if (value === unknown) return unknownValue;
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Map) return toWire(Object.fromEntries(value));
  if (value instanceof Set) return toWire([...value]);
  if (Array.isArray(value)) return value.map((item) => toWire(item) ?? null);
  if (typeof value === "object") return objectToWire(value);
  return undefined;
}

export function objectToWire(value: object): Record<string, unknown> {
  return mapMembers(value, toWire);
}

/** Marks a value as secret for the engine, whatever its name. */
export function asSecret(value: unknown): unknown {
  return { [secretSignature]: secretValue, value };
}
