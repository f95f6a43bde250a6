/**
 * A resource kind as a program sees it: what its class needs. Its `behaviour` has no type here (behaviour.ts has it), so that
 * the types that a program loads do not include those of validation and clients.
 */
export interface Definition<In extends object, Out extends object> {
  readonly kind: string;
  readonly cloud: "scp" | "spaceone";
  /** Every input and every output by name; secret ones are marked in state. */
  readonly properties: Readonly<Record<string, "plain" | "secret">>;
  /** Inputs that outputs show under another name: such an output is secret where the program marks the input. */
  readonly shows: Readonly<Record<string, string>>;
  /** Inputs in which a member without a value is an error. */
  readonly whole: Readonly<Record<string, Wholeness>>;
  readonly behaviour: unknown;
  /** Carries the types only. */
  readonly types?: { readonly inputs: In; readonly outputs: Out };
}

/** Whether null is refused as a member of an object, or counts as leaving the member out. */
export type Wholeness = "no null" | "null is absent";

/** Inputs that every kind has. */
export interface CommonArgs {
  /**
   * Id of an existing object to manage instead of making a new one. Inputs that cannot be changed in place must match the
   * object; the others are updated to the program's values. One that nobody can read is left as it is if the option
   * `ignoreChanges` names it. Removing `adopt` later is no change. Destroying the resource deletes the object, unless
   * `retainOnDelete` is set.
   */
  adopt?: string;
}
