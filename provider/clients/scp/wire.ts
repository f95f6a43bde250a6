import { z } from "zod";

import { readEntries } from "../entries";
import type { MarkedPage } from "../marked-pages";
import { plainId } from "../../words/ids";
import type { Page } from "../pages";

// Field types as the services really send them: numbers and booleans are sometimes texts (SCP 3), and the reference's
// examples have "" where there is no value.

const none = z.literal("").transform(() => undefined);

/** An empty text counts as no value. A number, such as that of a time, is taken as a text. */
export const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => (value === "" || value === null ? undefined : value));

export const number = z.union([z.number(), none, z.string().regex(/^\d+$/).transform(Number)]).nullish();

export const boolean = z
  .union([z.boolean(), none, z.stringbool({ truthy: ["true"], falsy: ["false"], case: "insensitive" })])
  .nullish();

/** An id. Instead of it a service may have a number, or the SRN, which ends with it. */
export const id = z
  .union([z.string(), z.int()])
  .transform((value) => String(value).replace(/^srn:.*\//i, ""))
  .pipe(z.string().min(1));

/** An id that may be missing or empty. */
export function optional(form: z.ZodType<string>) {
  return z
    .union([none, form])
    .nullish()
    .transform((value) => value ?? undefined);
}

/** The id of an access key, which requests have in just one form; any other one stays as it is. */
export const accessKeyId = id.transform((value) => (/^[0-9a-z]{32}$/.test(plainId(value)) ? plainId(value) : value));

/** A flag, which the services write as `y` or `n`, in any spelling; undefined where it is no flag. */
export const flag = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === "boolean" ? value : flags[typeof value === "string" ? value.toLowerCase() : ""],
  );

const flags: Readonly<Record<string, boolean>> = { y: true, yes: true, true: true, n: false, no: false, false: false };

/** A list of networks, or one text of them with commas; undefined where there is none. */
export const networks = z.union([z.array(z.string()), text]).transform((value) => {
  const all = typeof value === "string" ? value.split(",") : value;
  return all?.map((network) => network.trim());
});

/** A value, or a list of just that value. */
export function unwrapped<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value), schema);
}

/** One page of a list, whose items the service has under a name. */
export function pageOf<T>(name: string, record: z.ZodType<T>) {
  const entries = z.object({ [name]: z.array(z.unknown()) });
  return entries.and(z.object({ count: number })).transform((wire): Page<T> => ({
    total: wire.count ?? undefined,
    entries: readEntries(wire[name] as readonly unknown[], record),
  }));
}

/** The same of a list that is paged by marker. */
export function markedPageOf<T>(name: string, record: z.ZodType<T>) {
  return pageOf(name, record).transform(({ total, entries }): MarkedPage<T> => ({ ...entries, total }));
}
