import type { InputRule, Zod } from "../../lifecycle/definition/input-rule";
import { textField, textsByName } from "../fields";

/** Tags. No service of SCP can show or change them after the creation (SCP 7). */
export const creationTags = { change: "creation", schema: tagsSchema } as const satisfies InputRule<
  Record<string, string>
>;

function tagsSchema(z: Zod) {
  const entries = { called: "tags", names: "keys", length: { min: 1, max: 128 }, most: 50 };
  return textsByName(z, textField(z, { max: 256 }), entries);
}
