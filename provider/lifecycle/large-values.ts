import { createHash } from "node:crypto";

import { present, isHidden, type State } from "./state";

/** Values above this size are left out of a failure's state: above about 64 KB in all the engine waits for ever (PUL 2.2). */
const maxValueBytes = 4096;
/** Size of a failure's state in all. */
const maxStateBytes = 32 * 1024;
/** Room for the names of parts in doubt. */
const maxNamesBytes = 8 * 1024;

/** A failure's state without large values; digests of them stay, so that what was applied is known all the same. */
export function withoutLargeValues(state: State): State {
  const lean = withLeanHidden(state);
  const hidden = Object.entries(lean).filter(([name]) => isHidden(name));
  let room = maxStateBytes - hidden.reduce((sum, [, value]) => sum + sizeOf(value), 0);
  const large = Object.entries(lean)
    .filter(([name]) => !isHidden(name))
    .map(([name, value]) => ({ name, value, size: sizeOf(value) }))
    .sort((a, b) => a.size - b.size)
    .filter(({ size }) => {
      room -= size;
      return size > maxValueBytes || room < 0;
    });
  if (large.length === 0) return lean;
  const digests = large.map(({ name, value }) => [name, digestOf(value)] as const);
  const omitted = Object.fromEntries(large.map(({ name }) => [name, undefined]));
  return present({ ...lean, ...omitted, __omitted: { ...lean.__omitted, ...Object.fromEntries(digests) } });
}

/** Of hidden keys, what only spares a write or tells what to take away gives way where it is large. */
function withLeanHidden(state: State): State {
  const { __unmanaged, __doubtful } = state;
  const isLean = sizeOf(__unmanaged) <= maxValueBytes && sizeOf(__doubtful) <= maxNamesBytes;
  if (isLean) return state;
  const unmanaged = Object.entries(__unmanaged ?? {}).filter(([, value]) => sizeOf(value) <= maxValueBytes / 4);
  const inDoubt = Object.entries(__doubtful ?? {}).map(([name, names]) => [name, firstOf(names)] as const);
  return present({
    ...state,
    __unmanaged: unmanaged.length === 0 ? undefined : Object.fromEntries(unmanaged),
    __doubtful: inDoubt.length === 0 ? undefined : Object.fromEntries(inDoubt),
  });
}

function firstOf(names: readonly unknown[]): readonly unknown[] {
  let room = maxNamesBytes;
  return names.filter((name) => {
    room -= sizeOf(name);
    return room >= 0;
  });
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
