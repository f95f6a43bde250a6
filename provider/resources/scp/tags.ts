import type { InputRule, Zod } from "../../lifecycle/input-rule";

/** Tags of SCP's services: none of them can show or change tags after the creation (SCP 7). */
export const creationTags = { change: "creation", schema: tagsSchema } as const satisfies InputRule<
  Record<string, string>
>;

function tagsSchema(z: Zod) {
  return z
    .record(
      z.string().refine((key) => key !== "" && Array.from(key).length <= 128, "keys must have 1 to 128 characters"),
      z.string().refine((value) => Array.from(value).length <= 256, "values must have at most 256 characters"),
    )
    .refine((tags) => Object.keys(tags).length <= 50, "must be at most 50 tags");
}

/** Tags as the API takes them. */
export function tagList(tags: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
