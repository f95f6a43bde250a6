import { z } from "zod";

import { text } from "../wire";

/** The token of a vault, which asks for its temporary keys. */
export interface VaultToken {
  readonly id: string;
  readonly secret: string;
}

/** An access key of the account that is valid for some hours. */
export interface TemporaryKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly expiresAt: string | undefined;
}

/** The reference lets the reply be without a key: then there is none to use. */
export const temporaryKeyReply = z
  .object({ access_key: z.string().min(1), secret_key: z.string().min(1), expired_at: text })
  .transform((wire): TemporaryKey => ({
    accessKey: wire.access_key,
    secretKey: wire.secret_key,
    expiresAt: wire.expired_at,
  }));
