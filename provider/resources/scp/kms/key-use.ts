import { objectId } from "../../../lifecycle/definition/object-id";
import type { InputRule } from "../../../lifecycle/definition/input-rule";

/** The key that a value is made with. */
export const encryptingKeyId: InputRule<string> & { readonly required: true } = {
  change: "replace",
  required: true,
  schema: objectId("a KMS key"),
};
