import type { AnyInputs, Circumstances, InputsRule } from "../definition/input-rule";
import { hasUnknown } from "../values/unknown";

interface Checked {
  readonly inputs: AnyInputs;
  /** Names of the inputs that are refused by themselves. */
  readonly failed: ReadonlySet<string>;
  readonly circumstances: Circumstances;
  readonly olds: AnyInputs;
}

/** What rules over several inputs refuse. They see valid and known values only. */
export function broken(
  rules: readonly InputsRule<AnyInputs>[],
  { inputs, failed, circumstances, olds }: Checked,
): { readonly property: string; readonly reason: string }[] {
  return rules.flatMap((rule) => {
    if (rule.inputs.some((name) => failed.has(name) || hasUnknown(inputs[name]))) return [];
    const reason = rule.broken(inputs, circumstances, olds);
    const [property] = rule.inputs;
    return reason === undefined ? [] : [{ property, reason }];
  });
}
