import { PartialFailure } from "../lifecycle/record/partial-failure";
import type { ResourceRecord } from "../lifecycle/record/record";
import { resourceKey } from "../lifecycle/record/state-codec";

type Properties = Record<string, unknown>;

/** Longest message: the engine waits for ever on much longer ones (PUL 2.2). */
const maxMessageLength = 8000;
/** Size of a partial failure's properties in all; above about 64 KB the engine waits for ever (PUL 2.2). */
const maxPropertiesLength = 48 * 1024;

/** A failed creation or update with an object, in the form that Pulumi's plugin process recognises. */
class InitFailure extends Error {
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: string[];

  constructor(failure: PartialFailure, properties: Properties) {
    super(cap(failure.message));
    this.id = failure.id;
    this.reasons = [this.message];
    this.properties = capProperties(properties);
    this.stack = "";
  }
}

/**
 * Makes any thrown value safe for Pulumi's plugin process: a new Error without other fields (a truthy `id` would mean an
 * object, a numeric `code` a status), with a short message and no stack. `propertiesOf` makes the state of the record that a
 * failed operation has left; operations that leave none have no such function.
 */
export function toSafeError(thrown: unknown, propertiesOf?: (record: ResourceRecord) => Properties): Error {
  if (thrown instanceof PartialFailure && propertiesOf !== undefined) {
    return new InitFailure(thrown, propertiesOf(thrown.record));
  }
  const error = new Error(cap(thrown instanceof Error ? thrown.message : String(thrown)));
  error.stack = "";
  return error;
}

function cap(message: string): string {
  return message.length <= maxMessageLength ? message : `${message.slice(0, maxMessageLength)} ...`;
}

/** Without these Pulumi could neither refresh nor delete the resource (PUL 2.2). */
const indispensable = ["__provider", resourceKey];

/** Keeps the smallest properties that fit. Only a last resort, since large values were left out before. */
function capProperties(properties: Properties): Properties {
  let room = maxPropertiesLength;
  const isSpare = (key: string): number => Number(!indispensable.includes(key));
  const kept = Object.entries(properties)
    .map(([key, value]) => ({ key, value, size: Buffer.byteLength(JSON.stringify(value)) }))
    .sort((a, b) => isSpare(a.key) - isSpare(b.key) || a.size - b.size)
    .filter(({ size }) => {
      room -= size;
      return room >= 0;
    });
  return Object.fromEntries(kept.map(({ key, value }) => [key, value]));
}
