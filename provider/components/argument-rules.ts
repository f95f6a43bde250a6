import type { ArgumentRule } from "../functions/definitions/definition";
import { adoptRule } from "../lifecycle/definition/adopt-rule";
import { behaviourOf } from "../lifecycle/definition/behaviour";
import type { Definition } from "../lifecycle/definition/definition";
import type { InputRule, InputsRule, Zod } from "../lifecycle/definition/input-rule";

/** A class of this package, by what it was made from. */
interface Kind {
  readonly definition: Definition<object, object>;
}

/** The rules of a kind's inputs, for arguments that a component passes on to it. None of them is required here. */
export function optionalInputs<const Names extends string>(
  kind: Kind,
  names: readonly Names[],
): Record<Names, ArgumentRule> {
  const inputs = inputsOf(kind);
  const rules = names.map((name) => [name, optional(ruleOf(inputs, name))] as const);
  return Object.fromEntries(rules) as Record<Names, ArgumentRule>;
}

function optional({ required: _, ...rule }: InputRule<unknown>): ArgumentRule {
  return rule;
}

/** An object of a kind's inputs, of which those that are `required` must be given. */
export function objectOfInputs(zod: Zod, kind: Kind, names: readonly string[], required: readonly string[] = []) {
  const inputs = inputsOf(kind);
  const shape = names.map((name) => {
    const schema = ruleOf(inputs, name).schema(zod);
    return [name, required.includes(name) ? schema : schema.optional()] as const;
  });
  return zod.strictObject(Object.fromEntries(shape));
}

/** The rules over several inputs of a kind, but for those that say about the time what was accepted once. */
export function rulesOfKind<Args>({ definition }: Kind): readonly InputsRule<Args>[] {
  const rules = (behaviourOf(definition).rules ?? []) as readonly InputsRule<Args>[];
  return rules.filter(({ onlyWhenChanged }) => onlyWhenChanged !== true);
}

function inputsOf({ definition }: Kind): Readonly<Record<string, InputRule<unknown>>> {
  return { ...behaviourOf(definition).inputs, adopt: adoptRule };
}

function ruleOf(inputs: Readonly<Record<string, InputRule<unknown>>>, name: string): InputRule<unknown> {
  const rule = inputs[name];
  if (rule === undefined) throw new TypeError(`there is no input ${name}`);
  return rule;
}
