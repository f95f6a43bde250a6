import { z } from "zod";
import { accessKeyId } from "../../validation/access-key-id";
import { tagList } from "../../validation/tags";

// Schemas of request bodies. They are written apart from the provider's checks, so that each can find a mistake in the
// other. Unknown fields are ignored.

const name = z
  .string()
  .min(3)
  .max(63)
  .regex(/^[a-z0-9]*$/);

export const createVaultRequest = z.object({
  access_key_id: accessKeyId,
  acl_cidr: z.string(),
  description: z.string().nullable().default(null),
  name,
  tags: tagList.nullable().default(null),
  /** Hours. */
  temporary_key_ttl_nhours: z.int().min(1).max(36),
  /** Days. */
  vault_token_ttl_ndays: z.int().min(30).max(7300),
});

/** Days. */
export const terminationRequest = z.object({ waiting_time_ndays: z.int().min(7).max(30) });
