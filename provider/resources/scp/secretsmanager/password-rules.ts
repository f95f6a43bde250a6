import type { Zod } from "../../../lifecycle/definition/input-rule";
import { textField, wholeNumber } from "../../fields";

const flag = { schema: (z: Zod) => z.boolean() };

/** What is allowed of each rule of a random password (API reference, section 5). */
export const passwordRules = {
  length: { schema: (z: Zod) => wholeNumber(z, "characters", 5, 1024) },
  excludeCharacters: { schema: (z: Zod) => textField(z, { max: 4096 }) },
  excludeLowercase: flag,
  excludeUppercase: flag,
  excludeNumbers: flag,
  excludePunctuation: flag,
  includeSpace: flag,
  requireEachIncludedType: flag,
};
