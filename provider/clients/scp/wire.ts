import { z } from "zod";

// Field types as the services really send them: now and then numbers and booleans come as text (SCP 3).

export const text = z.string().nullish();

export const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).nullish();

export const boolean = z.union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")]).nullish();

/** A value, or a list of just that value. */
export function unwrapped<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value), schema);
}
