import type { KmsKeyArgs } from "../resources/scp/kms/kms-key-contract";

/** Inputs of a key that a component makes: those of a `KmsKey`. */
export type ComponentKey = Partial<Pick<KmsKeyArgs, ComponentKeyInput>> & {
  /** Id of an existing key to manage instead of making a new one, such as one that an earlier destroy has left. */
  adopt?: string;
};

/** Names of the inputs of a key that a component makes. */
export type ComponentKeyInput =
  | "name"
  | "purpose"
  | "keyType"
  | "description"
  | "rotation"
  | "enabled"
  | "rotateTrigger"
  | "deleteImmediately"
  | "refuseDeletionWhileUsed"
  | "tags";
