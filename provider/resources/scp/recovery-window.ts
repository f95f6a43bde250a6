import type { DefaultedInputRule } from "../../lifecycle/input-rule";

/** Days between a destroy and the deletion, for services that have such a window (SCP 6). */
export const recoveryWindow: DefaultedInputRule<number> = {
  change: "state",
  schema: (z) =>
    z.int("must be a whole number of days").min(7, "must be from 7 to 30 days").max(30, "must be from 7 to 30 days"),
  default: 30,
};
