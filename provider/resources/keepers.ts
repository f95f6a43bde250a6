import type { OptionalInputRule } from "../lifecycle/definition/input-rule";

/** Texts of the program's own: a change of one of them makes a new value. */
export const keepers: OptionalInputRule<Record<string, string>> = {
  change: "replace",
  schema: (z) => z.record(z.string(), z.string()),
};
