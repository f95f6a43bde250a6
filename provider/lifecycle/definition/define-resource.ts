import type { AnyBehaviour, Behaviour } from "./behaviour";
import type { CommonArgs, Definition } from "./definition";
import { isSecret, type AnyInputs, type InputRule } from "./input-rule";

type AnyRules = Readonly<Record<string, InputRule<unknown>>>;

/** The program's names and types of a kind: inputs are in the behaviour, outputs are listed here. */
export interface ResourceSpecification<
  In extends object,
  Out extends object,
  Found,
  Defaulted extends keyof In,
> extends Behaviour<In, Out, Found, Defaulted> {
  readonly kind: string;
  readonly cloud: "scp" | "spaceone";
  /** Outputs besides the inputs. A forgotten one does not compile. */
  readonly outputs: OutputRules<In, Out>;
}

/** What is secret in an output. One that shows an input is as secret as the program says of that input. */
export type OutputRules<In extends object, Out extends object> = {
  readonly [Name in keyof Out]-?: "plain" | "secret" | { readonly shows: keyof In };
};

const adoptsOnly: Pick<AnyBehaviour, "create" | "remove"> = {
  create: () => Promise.reject(new TypeError("nothing of this kind is created")),
  remove: () => Promise.resolve(),
};

/**
 * Makes a definition of a resource kind. `Defaulted` names the inputs that have a value although a program leaves them out:
 * their outputs always have a value.
 */
export function defineResource<In extends object, Out extends object, Found, Defaulted extends keyof In = never>(
  specification: ResourceSpecification<In, Out, Found, Defaulted>,
): Definition<In & CommonArgs, Out & Required<Pick<In, Defaulted>>> {
  const { kind, cloud, outputs, remove, ...behaviour } = specification;
  const rules = behaviour.inputs as AnyRules;
  const removal = remove === undefined ? {} : { remove: withDefaults(rules, remove as AnyBehaviour["remove"]) };
  return { kind, cloud, ...propertiesOf(rules, outputs), behaviour: { ...adoptsOnly, ...behaviour, ...removal } };
}

/** What a class needs to know of inputs and outputs. */
export function propertiesOf(
  inputRules: object,
  outputs: object,
): Pick<Definition<object, object>, "properties" | "shows" | "whole"> {
  const rules = inputRules as AnyRules;
  const outputRules = Object.entries(outputs as OutputRules<Record<string, unknown>, Record<string, unknown>>);
  const inputs = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, isSecret(rule) ? "secret" : "plain"] as const),
  );
  const whole = Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => (rule.whole === undefined ? [] : [[name, rule.whole] as const])),
  );
  const secrecy = outputRules.map(([name, rule]) => [name, typeof rule === "object" ? "plain" : rule] as const);
  const shows = outputRules.flatMap(([name, rule]) => (typeof rule === "object" ? [[name, rule.shows] as const] : []));
  return { properties: { ...inputs, ...Object.fromEntries(secrecy) }, shows: Object.fromEntries(shows), whole };
}

/** A state may have been written before an input was known: its default is filled in. */
function withDefaults(rules: AnyRules, remove: AnyBehaviour["remove"]): AnyBehaviour["remove"] {
  const defaults = Object.entries(rules).map(([name, rule]) => [name, rule.default] as const);
  const missingIn = (inputs: AnyInputs) =>
    defaults.filter(([name, value]) => value !== undefined && inputs[name] === undefined);
  return (context, id, inputs, options) =>
    remove(context, id, { ...inputs, ...Object.fromEntries(missingIn(inputs)) }, options);
}
