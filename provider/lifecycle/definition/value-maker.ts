import type { Context } from "./context";
import type { AnyInputs } from "./input-rule";

/** What makes a value, on names. */
export interface ValueMaker {
  readonly make: (context: Context, inputs: AnyInputs) => Promise<AnyInputs>;
  readonly renew?: (context: Context, inputs: AnyInputs, state: AnyInputs) => Promise<AnyInputs>;
}
