import { PartialFailure } from "../lifecycle/errors";
import { objectToWire } from "../plugin/wire";

/** Longest message: the engine waits for ever on much longer ones (PUL 2.2). */
const maxMessageLength = 8000;
/** Size of a partial failure's properties in all; above about 64 KB the engine waits for ever (PUL 2.2). */
const maxPropertiesLength = 48 * 1024;

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

/** The last resort: what the lifecycle hands over is smaller. The small ones stay, what identifies the resource first. */
function capProperties(properties: Record<string, unknown>): Record<string, unknown> {
  let room = maxPropertiesLength;
  const kept = Object.entries(properties)
    .map(([key, value]) => ({ key, value, size: Buffer.byteLength(JSON.stringify(value)) }))
    .sort((a, b) => Number(b.key === "__meta") - Number(a.key === "__meta") || a.size - b.size)
    .filter(({ size }) => {
      room -= size;
      return room >= 0;
    });
  return Object.fromEntries(kept.map(({ key, value }) => [key, value]));
}
