import { createHash } from "node:crypto";

import { present, isHidden, type State } from "./state";

/** Values above this size are left out of a failure's state: above about 64 KB the engine waits for ever (PUL 2.2). */
export const maxValueBytes = 4096;

/** A failure's state without large values; digests of them stay, so that what was applied is known all the same. */
export function withoutLargeValues(state: State): State {
  const large = Object.entries(state).filter(([name, value]) => !isHidden(name) && sizeOf(value) > maxValueBytes);
  if (large.length === 0) return state;
  const digests = large.map(([name, value]) => [name, digestOf(value)] as const);
  const omitted = Object.fromEntries(large.map(([name]) => [name, undefined]));
  return present({ ...state, ...omitted, __omitted: { ...state.__omitted, ...Object.fromEntries(digests) } });
}

/** Whether a value is the one that was applied and is too large to be kept. */
export function isOmitted(state: State, name: string, value: unknown): boolean {
  const digest = state.__omitted?.[name];
  return digest !== undefined && digest === digestOf(value);
}

function sizeOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(textOf(value));
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(textOf(value)).digest("hex");
}

/** Of any value, what JSON does not know included: that is left to those who speak the protocol. */
function textOf(value: unknown): string {
  return JSON.stringify([value], (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item));
}
