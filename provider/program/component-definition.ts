import type { ArgumentRule, ArgumentRules } from "../functions/definitions/definition";
import type { AnyInputs, InputsRule } from "../lifecycle/definition/input-rule";
import type { ComponentKind } from "./component-kind";

/** What a component takes, as data. */
export interface ComponentDefinition<Args extends object> {
  /** What is allowed of each argument. A rule of a child's input is that input's own. */
  readonly args: { readonly [Name in keyof Args]-?: ArgumentRule };
  /**
   * Arguments that decide which children there are, so that the program has to know them: how many levels of each are plain.
   * Outputs may stand below.
   */
  readonly plain: { readonly [Name in keyof Args]?: number };
  /** Rules over several arguments. They see known values only. */
  readonly rules: readonly InputsRule<Args>[];
}

/** The same without the types of its arguments. */
export interface AnyComponentDefinition {
  readonly args: ArgumentRules;
  readonly plain: Readonly<Record<string, number | undefined>>;
  readonly rules: readonly InputsRule<AnyInputs>[];
}

/** Makes a kind of component. A forgotten argument does not compile. */
export function defineComponent<Args extends object>(
  name: string,
  definition: ComponentDefinition<Args>,
): ComponentKind {
  return { name, definition };
}
