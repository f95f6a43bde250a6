import type { AnyBehaviour, Behaviour } from "./behaviour";
import type { CommonArgs, Definition } from "./definition";
import type { InputRule } from "./input-rule";

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
  readonly outputs: { readonly [Name in keyof Out]-?: "plain" | "secret" };
}

const takingOverOnly: Pick<AnyBehaviour, "create" | "remove"> = {
  create: () => Promise.reject(new TypeError("nothing of this kind is created")),
  remove: () => Promise.resolve(),
};

/**
 * Makes a definition of a resource kind. `Defaulted` names the inputs that have a value although a program leaves them out:
 * they are among its outputs for certain.
 */
export function defineResource<In extends object, Out extends object, Found, Defaulted extends keyof In = never>(
  specification: ResourceSpecification<In, Out, Found, Defaulted>,
): Definition<In & CommonArgs, Out & Required<Pick<In, Defaulted>>> {
  const { kind, cloud, outputs, ...behaviour } = specification;
  const rules = behaviour.inputs as Readonly<Record<string, InputRule<unknown>>>;
  const inputs = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, rule.secret === true ? "secret" : "plain"] as const),
  );
  const whole = Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => (rule.whole === undefined ? [] : [[name, rule.whole] as const])),
  );
  const properties = { ...inputs, ...(outputs as Record<string, "plain" | "secret">) };
  return { kind, cloud, properties, whole, behaviour: { ...takingOverOnly, ...behaviour } };
}
