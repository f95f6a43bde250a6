import { z } from "zod";
import { tagList } from "../../validation/tags";
import { atMost } from "../../validation/text";
import { keyPurposes } from "../key-material";

// What request bodies must be. The emulator's own: the provider's checks are written apart, so that one can find the
// other's mistakes. Unknown fields are ignored.

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

/** Null leaves the cycle as it is, and is allowed only where the key is not rotated by itself. */
export const rotateInfoRequest = z
  .object({ auto_rotate: autoRotate, rotate_cycle: rotateCycle.nullable() })
  .refine(({ auto_rotate, rotate_cycle }) => auto_rotate === "N" || rotate_cycle !== null, {
    error: "Input should be a valid integer",
  });

export const stateRequest = z.object({ state: z.enum(["Active", "Stop"]) });
