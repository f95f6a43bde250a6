import { z } from "zod";
import { tagList } from "../../validation/tags";
import { atMost } from "../../validation/text";
import { dayTime, isTimeZone } from "../day";

// Schemas of request bodies. They are written apart from the provider's checks, so that each can find a mistake in the
// other. Unknown fields are ignored.

const name = z
  .string()
  .min(3)
  .max(30)
  .regex(/^[A-Za-z0-9-_.]*$/);

/** The length that X.520 allows. */
const subjectName = z
  .string()
  .min(1)
  .refine(...atMost(64));

const day = z.string().refine((text) => !Number.isNaN(dayTime(text)), { error: "Input should be a valid YYYYMMDD" });

const recipient = z.object({ region: z.string(), user_id: z.string().min(1), user_name: z.string().min(1) });

export type Recipient = z.output<typeof recipient>;

/** The fields that every request for a certificate has. */
const description = {
  name,
  recipients: z.array(recipient).max(100).default([]),
  region: z.string().regex(/^(?:[a-z]+-)?[a-z]+\d+$/),
  tags: tagList.default([]),
  timezone: z.string().refine(isTimeZone, { error: "Input should be a valid time zone" }),
};

const parts = { cert_body: z.string(), cert_chain: z.string().nullable().default(null), private_key: z.string() };

export const createCertificateRequest = z.object({ ...parts, ...description });

export const selfSignRequest = z.object({
  ...description,
  cn: subjectName,
  not_after_dt: day,
  not_before_dt: day,
  organization: subjectName,
});

export const validateRequest = z.object(parts);

/** The reference's example has the text `"True"`. */
const flag = z.preprocess(
  (value) => (typeof value === "string" && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === "true" : value),
  z.boolean(),
);

/** In version 1.0 the request says whether a chain is needed. */
export const validateRequestWithChainRule = validateRequest.extend({ is_need_cert_chain: flag });

export const nameRequest = z.object({ name: z.string() });
