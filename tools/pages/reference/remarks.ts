import type { Change, InputRule } from "../../../provider/lifecycle/definition/input-rule";

const effects: Readonly<Record<Change, string>> = {
  update: "changed in place",
  replace: "a change replaces the resource",
  state: "a change is kept in state until it matters",
  creation: "taken at creation only, a later change is kept in state with a warning",
  trigger: "a change of it acts once",
};

type Known = Partial<Pick<InputRule<unknown>, "change" | "secret" | "writeOnly">>;

/**
 * What the rule of an input says besides its contract: what a change leads to, and whether the value is secret. The rule of an
 * argument that a component passes on is that of the input that gets it; that of any other argument says nothing.
 */
export function remarksOf(rule: object | undefined): string[] {
  const { change, secret, writeOnly } = (rule ?? {}) as Known;
  return [
    ...(change === undefined ? [] : [effects[change]]),
    ...(secret === true || writeOnly === true ? ["secret"] : []),
  ];
}
