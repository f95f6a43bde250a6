import type { InputRule } from "../../../lifecycle/definition/input-rule";

/** The key that a value is made with. */
export const encryptingKeyId: InputRule<string> & { readonly required: true } = {
  change: "replace",
  required: true,
  schema: (z) => z.string().min(1, "must be the id of a KMS key"),
};
