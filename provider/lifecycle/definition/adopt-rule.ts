import { objectId } from "./object-id";
import type { InputRule } from "./input-rule";

/** The input `adopt`, which all kinds have that make objects. */
export const adoptRule: InputRule<unknown> = {
  change: "state",
  schema: objectId("an existing object"),
};
