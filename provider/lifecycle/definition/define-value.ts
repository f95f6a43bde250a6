import type { AnyBehaviour } from "./behaviour";
import type { Context } from "./context";
import type { Definition } from "./definition";
import { propertiesOf, type OutputRules } from "./define-resource";
import type { Checked, InputRules, InputsRule } from "./input-rule";

/**
 * A value that a service makes once, differently each time, and that nobody but the state keeps: there is no object behind it.
 * A read finds what state has, and a deletion forgets it.
 */
export interface ValueSpecification<In extends object, Out extends object, Defaulted extends keyof In> {
  readonly kind: string;
  readonly cloud: "scp" | "spaceone";
  /** What the value is called in messages. */
  readonly noun: string;
  readonly inputs: InputRules<In, Defaulted>;
  readonly rules?: readonly InputsRule<In>[];
  readonly outputs: OutputRules<In, Out>;
  readonly make: (context: Context, inputs: Checked<In, Defaulted>) => Promise<Out>;
  /** Makes another value of the one in state, where an input changes that does not replace it. */
  readonly renew?: (context: Context, inputs: Checked<In, Defaulted>, state: Partial<Out>) => Promise<Out>;
}

/** No operation on a value looks at an object. */
const noObject = (): never => {
  throw new TypeError("there is no object behind a value");
};

/** Makes a definition of a value that is kept in state. */
export function defineValue<In extends object, Out extends object, Defaulted extends keyof In = never>(
  specification: ValueSpecification<In, Out, Defaulted>,
): Definition<In, Out & Required<Pick<In, Defaulted>>> {
  const { kind, cloud, noun, inputs, rules, outputs, make, renew } = specification;
  const behaviour: Omit<AnyBehaviour, "inputs" | "rules" | "value"> & Record<"inputs" | "rules" | "value", unknown> = {
    noun,
    inputs,
    rules,
    value: { make, renew },
    steps: [],
    replacement: "create-first",
    identify: noObject,
    inputsOf: noObject,
    outputsOf: noObject,
    find: noObject,
    create: noObject,
    remove: noObject,
  };
  return { kind, cloud, ...propertiesOf(inputs, outputs), behaviour };
}
