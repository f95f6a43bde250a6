import { PartialFailure } from "../lifecycle/errors";
import { maxValueBytes } from "../lifecycle/large-values";
import { objectToWire } from "./wire";

/** Longest message: the engine waits for ever on much longer ones (PUL 2.2). */
const maxMessageLength = 8000;
/** Size of a partial failure's properties in all; above about 64 KB the engine waits for ever (PUL 2.2). */
const maxPropertiesLength = 32 * 1024;

/** A creation or update that left something behind, in the form that Pulumi's plugin process recognises. */
class InitFailure extends Error {
  readonly id: string;
  readonly properties: Record<string, unknown>;
  readonly reasons: string[];

  constructor(failure: PartialFailure, provider: unknown) {
    super(cap(failure.message));
    this.id = failure.id;
    this.reasons = [this.message];
    // Without the code Pulumi could neither refresh nor delete what is kept here (PUL 2.2).
    this.properties = { ...capProperties(objectToWire(failure.state)), __provider: provider };
    this.stack = "";
  }
}

/**
 * Makes any thrown value safe to hand to Pulumi's plugin process: a fresh Error without foreign fields (a truthy `id`
 * would be taken for a made object, a numeric `code` for a status), capped, without a stack.
 */
export function toSafeError(thrown: unknown, provider?: unknown): Error {
  if (thrown instanceof PartialFailure && provider !== undefined) return new InitFailure(thrown, provider);
  const error = new Error(cap(thrown instanceof Error ? thrown.message : String(thrown)));
  error.stack = "";
  return error;
}

function cap(message: string): string {
  return message.length <= maxMessageLength ? message : `${message.slice(0, maxMessageLength)} ...`;
}

function capProperties(properties: Record<string, unknown>): Record<string, unknown> {
  const sized = Object.entries(properties).map(([key, value]) => ({
    key,
    value,
    size: Buffer.byteLength(JSON.stringify(value)),
  }));
  const hidden = sized.filter(({ key }) => key.startsWith("__"));
  const plain = sized.filter(({ key, size }) => !key.startsWith("__") && size <= maxValueBytes);
  let room = maxPropertiesLength - hidden.reduce((sum, { size }) => sum + size, 0);
  const kept = plain
    .sort((a, b) => a.size - b.size)
    .filter(({ size }) => {
      room -= size;
      return room >= 0;
    });
  return Object.fromEntries([...hidden, ...kept].map(({ key, value }) => [key, value]));
}
