import type { AnyInputs } from "../lifecycle/definition/input-rule";
import { valueDigest, valueText } from "../lifecycle/record/omitted";
import type { OpenWork, ResourceRecord } from "../lifecycle/record/record";

/** Values above this size are left out of a failure's state: above about 64 KB in all the engine waits for ever (PUL 2.2). */
const maxValueBytes = 4096;
/** Size of a failure's state in all. */
const maxStateBytes = 32 * 1024;
/** Room for the names of inputs of unknown outcome. */
const maxNamesBytes = 8 * 1024;

/** A failure's record without large values. Their digests stay, by which a later operation knows that they were applied. */
export function withoutLargeValues(record: ResourceRecord): ResourceRecord {
  const { inputs, outputs, ...rest } = withLeanHidden(record);
  let room = maxStateBytes - sizeOf(rest);
  const large = Object.entries({ ...outputs, ...inputs })
    .map(([name, value]) => ({ name, value, size: sizeOf(value) }))
    .sort((a, b) => a.size - b.size)
    .filter(({ size }) => {
      room -= size;
      return size > maxValueBytes || room < 0;
    });
  if (large.length === 0) return { ...rest, inputs, outputs };
  const names = large.map(({ name }) => name);
  const digests = large.map(({ name, value }) => [name, valueDigest(value)] as const);
  return {
    ...rest,
    inputs: without(inputs, names),
    outputs: without(outputs, names),
    omitted: { ...rest.omitted, ...Object.fromEntries(digests) },
  };
}

/** Shortens two hidden keys if they are large. A later update then writes more than needed, or may leave an old name behind. */
function withLeanHidden(record: ResourceRecord): ResourceRecord {
  const { unmanaged, open } = record;
  const isLean = sizeOf(unmanaged) <= maxValueBytes && sizeOf(open.uncertain) <= maxNamesBytes;
  return isLean
    ? record
    : { ...record, unmanaged: smallValues(unmanaged), open: { ...open, uncertain: fewNames(open.uncertain) } };
}

function smallValues(values: AnyInputs = {}): AnyInputs | undefined {
  const small = Object.entries(values).filter(([, value]) => sizeOf(value) <= maxValueBytes / 4);
  return small.length === 0 ? undefined : Object.fromEntries(small);
}

function fewNames(uncertain: OpenWork["uncertain"]): OpenWork["uncertain"] {
  if (uncertain === undefined) return undefined;
  return Object.fromEntries(Object.entries(uncertain).map(([name, parts]) => [name, firstOf(parts)]));
}

function firstOf(names: readonly unknown[]): readonly unknown[] {
  let room = maxNamesBytes;
  return names.filter((name) => {
    room -= sizeOf(name);
    return room >= 0;
  });
}

function without(values: AnyInputs, names: readonly string[]): AnyInputs {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

function sizeOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(valueText(value));
}
