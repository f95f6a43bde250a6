import { z } from "zod";
import { atMost } from "./text";

const tag = z.object({
  key: z
    .string()
    .min(1)
    .refine(...atMost(128)),
  value: z.string().refine(...atMost(256)),
});

/** The tags of a creation: the same for all services. */
export const tagList = z
  .array(tag)
  .max(50)
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, { error: "Tag keys should be unique" });

export type Tag = z.output<typeof tag>;
