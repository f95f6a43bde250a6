import { z } from "zod";
import { isBase64 } from "../../validation/base64";

// Schemas of the requests that use a key. Unknown fields are ignored.

/** Bytes; they may be none. */
const bytes = z
  .string()
  .refine(isBase64, { error: "Input should be valid base64" })
  .transform((text) => Buffer.from(text, "base64"));

export const encryptRequest = z.object({ plaintext: bytes });

/** Of decrypt and of rewrap. */
export const ciphertextRequest = z.object({ ciphertext: z.string() });

export const dataKeyRequest = z.object({ key_type: z.enum(["plaintext", "wrapped"]) });

/** Of sign and of hmac. */
export const inputRequest = z.object({ input: bytes });

export const verifyRequest = z.object({ input: bytes, signature: z.string() });

export const verifyHmacRequest = z.object({ input: bytes, hmac: z.string() });
