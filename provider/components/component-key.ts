import { KmsKey } from "../classes";
import type { Zod } from "../lifecycle/definition/input-rule";
import { objectOfInputs } from "./argument-rules";
import type { ComponentKeyInput } from "./component-key-contract";

const inputs: readonly (ComponentKeyInput | "adopt")[] = [
  "name",
  "purpose",
  "keyType",
  "description",
  "rotation",
  "enabled",
  "rotateTrigger",
  "deleteImmediately",
  "refuseDeletionWhileUsed",
  "tags",
  "adopt",
];

/** The inputs of a key that a component makes. */
export function componentKeySchema(zod: Zod) {
  return objectOfInputs(zod, KmsKey, inputs);
}
