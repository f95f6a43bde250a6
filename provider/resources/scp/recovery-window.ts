import type { DefaultedInputRule } from "../../lifecycle/definition/input-rule";
import { wholeNumber } from "../fields";

/** Days between a destroy and the deletion, for services that have such a window (SCP 6). */
export const recoveryWindow: DefaultedInputRule<number> = {
  change: "state",
  schema: (z) => wholeNumber(z, "days", 7, 30),
  default: 30,
};
