import { z } from "zod";

import { boolean, number, text } from "../wire";

/** A ciphertext, and the version of the key that made it. */
export interface Encrypted {
  readonly ciphertext: string;
  readonly keyVersion: number | undefined;
}

/** A new key for the user's own encryption: encrypted, and, where it was asked for, as it is. */
export interface DataKey extends Encrypted {
  readonly plaintext: Uint8Array | undefined;
}

export interface Signed {
  readonly signature: string;
  readonly keyVersion: number | undefined;
}

/** Bytes are base64 on the wire (SCP 6.1). */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

const bytes = z.base64().transform((encoded): Uint8Array => new Uint8Array(Buffer.from(encoded, "base64")));

const keyVersion = number.transform((version) => version ?? undefined);
const wireEncrypted = z.object({ ciphertext: z.string().min(1), key_version: keyVersion });

export const encryptedReply = wireEncrypted.transform((wire): Encrypted => ({
  ciphertext: wire.ciphertext,
  keyVersion: wire.key_version,
}));

export const decryptedReply = z.object({ plaintext: bytes }).transform(({ plaintext }) => plaintext);

/** A wrapped data key comes without its plaintext, or with an empty one. */
export const dataKeyReply = wireEncrypted
  .extend({ plaintext: text.pipe(bytes.optional()) })
  .transform((wire): DataKey => ({
    ciphertext: wire.ciphertext,
    keyVersion: wire.key_version,
    plaintext: wire.plaintext,
  }));

export const signedReply = z
  .object({ signature: z.string().min(1), key_version: keyVersion })
  .transform((wire): Signed => ({ signature: wire.signature, keyVersion: wire.key_version }));

export const hmacReply = z.object({ hmac: z.string().min(1) }).transform(({ hmac }) => hmac);

/** A reply without a verdict is not understood, and never taken for one. */
export const verdictReply = z
  .object({ valid: boolean.refine((valid) => typeof valid === "boolean") })
  .transform(({ valid }) => valid === true);
