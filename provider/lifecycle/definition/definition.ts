/**
 * A resource kind as a program sees it: what is needed to declare its class, and nothing that has to be loaded for it.
 * How the kind behaves hangs on it as `behaviour`, typed in `behaviour.ts`, so that the types that a program loads stay
 * free of validation and client code.
 */
export interface Definition<In extends object, Out extends object> {
  readonly kind: string;
  readonly cloud: "scp" | "spaceone";
  /** Every input and every output by name; secret ones are marked in state. */
  readonly properties: Readonly<Record<string, "plain" | "secret">>;
  /** Inputs of which a member without a value is an error. */
  readonly whole: Readonly<Record<string, Wholeness>>;
  readonly behaviour: unknown;
  /** Carries the types only. */
  readonly types?: { readonly inputs: In; readonly outputs: Out };
}

/** Whether a member of an object that is null has no value either, or is a way to say that there is none. */
export type Wholeness = "no null" | "null is absent";

/** Inputs that every kind has. */
export interface CommonArgs {
  /**
   * Id of an existing object to take over instead of making a new one. Inputs that cannot be changed in place must
   * match it, all others are brought to what the program says. Removing it later is no change. Destroying the resource
   * deletes the object, unless `retainOnDelete` is set.
   */
  adopt?: string;
}
