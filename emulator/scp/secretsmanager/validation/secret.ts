import { z } from "zod";
import { tagList } from "../../validation/tags";
import { atMost } from "../../validation/text";

// Schemas of request bodies. They are written apart from the provider's checks, so that each can find a mistake in the
// other. Unknown fields are ignored.

/** A boolean, or a text: the reference's examples have `"true"`. */
const flag = z.preprocess((value) => (value === "true" || value === "false" ? value === "true" : value), z.boolean());

const name = z
  .string()
  .min(3)
  .max(63)
  .regex(/^[A-Za-z0-9_-]*$/);

const description = z.string().nullable();

/** Bytes of UTF-8 (SCP 6.2). */
const maxValueBytes = 65_536;
const maxPairs = 10;

const secretValue = z
  .string()
  .refine((text) => Buffer.byteLength(text) <= maxValueBytes, {
    error: `Value should have at most ${maxValueBytes} bytes`,
    abort: true,
  })
  .refine(isPairs, { error: `Value should be a JSON object of 1 to ${maxPairs} string pairs` });

function isPairs(text: string): boolean {
  const values = memberValues(text);
  return values.length >= 1 && values.length <= maxPairs && values.every((value) => typeof value === "string");
}

function memberValues(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.values(value) : [];
  } catch {
    return [];
  }
}

const label = z
  .string()
  .min(1)
  .refine(...atMost(256));

const privateAcl = {
  private_acl_enabled: flag.optional(),
  private_acl_resources: z
    .array(z.object({ resource_id: z.string().min(1) }))
    .nullable()
    .optional(),
};

export const createSecretRequest = z.object({
  acl_cidr: z.string(),
  description: description.default(null),
  kms_id: z.string(),
  name,
  secret_value: secretValue,
  tags: tagList.nullable().default(null),
});

/** Since version 1.1 a creation may include a private ACL. */
export const createSecretRequestWithAcl = createSecretRequest.extend(privateAcl);

export const cidrRequest = z.object({ acl_cidr: z.string().nullable() });

export const descriptionRequest = z.object({ description });

export const kmsRequest = z.object({ kms_id: z.string() });

export const privateAclRequest = z.object(privateAcl);

/** Names a version: by a label, by its id, or by both if they mean the same version. */
export const readValueRequest = z
  .object({ label: label.optional(), version_id: z.string().optional() })
  .refine((body) => body.label !== undefined || body.version_id !== undefined, { error: "Field required" });

export const valueRequest = z.object({ secret_value: secretValue });

/** Names the version that gets a label, the version that loses it, or both. Null counts as left out. */
export const labelRequest = z
  .object({
    label,
    move_to_version_id: z.string().nullish(),
    remove_from_version_id: z.string().nullish(),
  })
  .refine((body) => typeof (body.move_to_version_id ?? body.remove_from_version_id) === "string", {
    error: "Field required",
  });

export const serviceKeyRequest = z.object({ service_name: z.string() });

/** Days. */
export const deletionRequest = z.object({ waiting_time_ndays: z.int().min(7).max(30) });

export const randomPasswordRequest = z.object({
  exclude_characters: z
    .string()
    .refine(...atMost(4096))
    .default(""),
  exclude_lowercase: flag.default(false),
  exclude_numbers: flag.default(false),
  exclude_punctuation: flag.default(false),
  exclude_uppercase: flag.default(false),
  include_space: flag.default(false),
  password_length: z.int().min(5).max(1024).default(32),
  require_each_included_type: flag.default(true),
});
