import type { InputRule } from "./input-rule";

/** The input `adopt`, which all kinds have that make objects. */
export const adoptRule: InputRule<unknown> = {
  change: "state",
  schema: (zod) => zod.string().min(1, "must be the id of an existing object"),
};
