import { z } from "zod";

// SpaceONE leaves default values out of its replies: a missing field is "", 0 or empty (SPO 1).

export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

/** A number, also as a text: JSON of protocol buffers has large whole numbers as texts. */
export const anyNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(?:\.\d+)?$/)
    .transform(Number),
]);

export const number = anyNumber.nullish().transform((value) => value ?? 0);

export const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

/** Free content: an object of any values. */
export type Struct = Readonly<Record<string, unknown>>;

export const struct = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value): Struct => value ?? {});

/** Tags, which an API may have as a list instead of an object. */
export const tags = z.union([
  struct,
  z
    .array(z.object({ key: z.string(), value: z.unknown() }))
    .transform((list): Struct => Object.fromEntries(list.map(({ key, value }) => [key, value]))),
]);

/** Free content of several writers, each in a branch with the writer's name (SPO 2). */
export type Branches = Readonly<Record<string, Struct>>;

export const branches = z
  .record(z.string(), struct)
  .nullish()
  .transform((value): Branches => value ?? {});

/** Tags of several writers. Where they stand in no branches, all of them count as those of programs. */
export const tagBranches = z.union([
  z.record(z.string(), tags),
  tags.transform((custom): Branches => (Object.keys(custom).length === 0 ? {} : { custom })),
]);

/** What statistics answer: objects with the names of the query, or single values. */
export const statisticsReply = z
  .object({ results: z.array(z.unknown()), total_count: anyNumber.optional() })
  .transform(({ results, total_count: totalCount }) => ({
    results,
    ...(totalCount === undefined ? {} : { totalCount }),
  }));
