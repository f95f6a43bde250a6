import type { ArgumentRule } from "./definition";

// Arguments of many functions.

/** A text that must not be empty; `what` it is, for the message. */
export function required(what: string): ArgumentRule<string> {
  return { ...optional(what), required: true };
}

export function optional(what: string): ArgumentRule<string> {
  return { schema: (z) => z.string(`must be ${what}`).min(1, `must be ${what}, not an empty text`) };
}

/** Pulumi takes bytes that pass through an Output for an object with an entry for each byte. */
const index = /^\d+$/;

/** Bytes that no message may show. */
export const secretBytes: ArgumentRule<Uint8Array> = {
  required: true,
  secret: true,
  schema: (z) =>
    z.union(
      [
        z.instanceof(Uint8Array),
        z.string().transform((text): Uint8Array => new TextEncoder().encode(text)),
        z
          .record(z.string().regex(index), z.int().min(0).max(255))
          .transform((bytes): Uint8Array => Uint8Array.from(Object.values(bytes))),
      ],
      "must be a text or bytes (a Uint8Array)",
    ),
};
