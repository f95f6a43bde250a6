import { z } from "zod";
import { tagList } from "../../validation/tags";
import { atMost } from "../../validation/text";
import { keyPurposes } from "../key-purpose";

// Schemas of request bodies. They are written apart from the provider's checks, so that each can find a mistake in the
// other. Unknown fields are ignored.

const name = z
  .string()
  .min(3)
  .max(63)
  .regex(/^[a-z0-9]*$/);

const description = z.string().refine(...atMost(100));

const autoRotate = z.enum(["Y", "N"]);

/** Days (SCP 6.1). */
const rotateCycle = z.int().min(1).max(730);

export const createKeyRequest = z.object({
  auto_rotate: autoRotate,
  description,
  key_type: z.enum(["basic", "advanced"]).default("advanced"),
  name,
  purpose: z.enum(keyPurposes),
  rotate_cycle: rotateCycle,
  tags: tagList.default([]),
});

export const descriptionRequest = z.object({ description });

/** Null keeps the cycle, and is allowed only where automatic rotation is off. */
export const rotateInfoRequest = z
  .object({ auto_rotate: autoRotate, rotate_cycle: rotateCycle.nullable() })
  .refine(({ auto_rotate, rotate_cycle }) => auto_rotate === "N" || rotate_cycle !== null, {
    error: "Input should be a valid integer",
  });

export const stateRequest = z.object({ state: z.enum(["Active", "Stop"]) });
