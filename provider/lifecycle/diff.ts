import type { AnyBehaviour } from "./behaviour";
import type { InputRule } from "./input-rule";
import { differs, isAbsent } from "./compare";
import { LifecycleError } from "./errors";
import { isOmitted } from "./large-values";
import { isUnknownOutcomeId } from "./own-object";
import { isDeletedFirst, quoted, refusedReplacement, unchangeable } from "./replacement";
import { inputOf } from "./property-path";
import type { Inputs, State, Timeouts } from "./state";
import { hasUnknown } from "./unknown";

export interface Diff {
  /**
   * `differ`: inputs differ, show and honour just those. `due`: work is due although the inputs are equal. `none`:
   * nothing to do.
   */
  readonly changes: "differ" | "due" | "none";
  /** Inputs that need a new object. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** Why Pulumi asks. */
export interface Occasion {
  /** False where nothing is to be done, as after a refresh: then what cannot be done is no error. */
  readonly isPlan?: boolean;
  /** False where the program has not said anything of the resource yet: something that it refers to is to be deleted. */
  readonly isRegistered?: boolean;
}

/** Compares the wanted inputs with what state says was applied or read. Local; an unknown value never makes it fail. */
export function diff(
  behaviour: AnyBehaviour,
  id: string,
  state: State,
  inputs: Inputs,
  nowMs: number,
  { isPlan = true, isRegistered = true }: Occasion = {},
): Diff {
  if (isUnknownOutcomeId(id)) return diffOfUnknownOutcome(behaviour, state);
  const changed = Object.entries(behaviour.inputs).filter(([name, rule]) =>
    differs(rule, appliedValue(state, name, inputs), inputs[name]),
  );
  // What is unknown yet may turn out to be the same; when it is known it is asked again.
  const sparesUnknown = behaviour.hasWindow === true || !isRegistered;
  const replaces = changed
    .filter(([name]) => !(sparesUnknown && hasUnknown(inputs[name])))
    .filter(
      ([name, rule]) =>
        needsNewObject(rule, appliedValue(state, name, inputs), inputs[name]) || replacesOnChange(inputs, name),
    )
    .map(([name]) => name);
  if (isOtherObject(inputs.__adopt, id)) replaces.push("adopt");
  const expired = behaviour.expired?.(state, inputs, nowMs).filter((name) => !replaces.includes(name)) ?? [];
  if (replaces.length + expired.length > 0) {
    const all = [...replaces, ...expired];
    // An unknown value may turn out to be the old one: it never makes a preview fail.
    if (isPlan && all.some((name) => !hasUnknown(inputs[name]))) refuseImpossible(behaviour, id, state, inputs, all);
    const deleteBeforeReplace = isDeletedFirst(behaviour, state, inputs);
    return { changes: expired.length > 0 ? "due" : "differ", replaces: all, deleteBeforeReplace };
  }
  // Where values were too large to be kept, a refresh could not show what differs: the inputs may be equal.
  const isIncomplete = state.__omitted !== undefined;
  if (changed.length > 0) {
    // Where the work is due for other reasons than the inputs, the engine replaces nothing by itself.
    const isSpared = ([name]: readonly [string, unknown]): boolean =>
      sparesUnknown && hasUnknown(inputs[name]) && replacesOnChange(inputs, name);
    const isOpen = isIncomplete || changed.some(isSpared);
    return { changes: isOpen ? "due" : "differ", replaces, deleteBeforeReplace: false };
  }
  const timeoutsDiffer = !sameTimeouts(state.__meta?.timeouts, inputs.__meta?.timeouts);
  const isOpen = state.__waiting === true || state.__unfinished === true || state.__doubtful !== undefined;
  const isDue = timeoutsDiffer || isIncomplete || isOpen || state.__nonce !== undefined || isNewlySaid(state, inputs);
  return { changes: isDue ? "due" : "none", replaces, deleteBeforeReplace: false };
}

/** Nobody knows whether the object exists: it is looked for and removed before a new one is made. */
function diffOfUnknownOutcome(behaviour: AnyBehaviour, state: State): Diff {
  if (behaviour.removeNow === undefined) {
    throw new LifecycleError(
      `it is not known whether the creation of the ${behaviour.noun} ${quoted(state["name"])} succeeded: ` +
        "run `pulumi refresh`, which finds out, and then `pulumi up` again",
    );
  }
  const first = Object.keys(behaviour.inputs)[0] ?? "name";
  return { changes: "due", replaces: [first], deleteBeforeReplace: true };
}

/** What the object has: a value that was not managed so far is known from reading it. */
function appliedValue(state: State, name: string, inputs: Inputs): unknown {
  if (state[name] !== undefined || inputs[name] === undefined) return state[name];
  return isOmitted(state, name, inputs[name]) ? inputs[name] : state.__unmanaged?.[name];
}

/** True where the program says now what the object had already: from here on state has to have it. */
function isNewlySaid(state: State, inputs: Inputs): boolean {
  return Object.keys(state.__unmanaged ?? {}).some((name) => state[name] === undefined && inputs[name] !== undefined);
}

function needsNewObject(rule: InputRule<unknown>, applied: unknown, wanted: unknown): boolean {
  if (rule.clearingReplaces === true) return isAbsent(rule, wanted);
  if (rule.change !== "replace") return false;
  const areKnown = applied !== undefined && wanted !== undefined && !hasUnknown(wanted);
  return !(areKnown && rule.keepsObject?.(applied, wanted) === true);
}

/** The engine does it by itself; known here, an impossible replacement is refused in the preview. */
function replacesOnChange(inputs: Inputs, name: string): boolean {
  return inputs.__meta?.replaceOnChanges?.some((path) => path === "*" || inputOf(path) === name) === true;
}

function isOtherObject(adopt: unknown, id: string): boolean {
  return typeof adopt === "string" && adopt !== id;
}

function refuseImpossible(
  behaviour: AnyBehaviour,
  id: string,
  old: State,
  inputs: Inputs,
  differing: readonly string[],
): void {
  const because = unchangeable(behaviour, differing);
  const refused = refusedReplacement(behaviour, { because, old, inputs, id, differing });
  if (refused !== undefined) throw new LifecycleError(refused);
}

function sameTimeouts(a: Timeouts | undefined, b: Timeouts | undefined): boolean {
  return (["create", "read", "update", "delete"] as const).every((name) => a?.[name] === b?.[name]);
}
