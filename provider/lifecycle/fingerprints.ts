import type { AnyInputs } from "./input-rule";
import { changedElsewhere } from "./changed-elsewhere";
import type { OperationRun } from "./operation-run";
import type { State } from "./state";

type Fingerprints = Readonly<Record<string, string>>;

/** What the object shows now in place of inputs that can never be read. */
function fingerprintsOf(run: OperationRun, object: unknown, inputs: AnyInputs): Fingerprints {
  const known = run.behaviour.fingerprints ?? {};
  const entries = Object.entries(known).map(([name, take]) => [name, take?.(object, inputs)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Names of the inputs whose value is certainly not the one that was applied any more. */
export function changedOnes(run: OperationRun, object: unknown, state: State): readonly string[] {
  const now = fingerprintsOf(run, object, state);
  const applied = state.__fingerprints ?? {};
  return Object.keys(now).filter(
    (name) => state[name] !== undefined && applied[name] !== undefined && applied[name] !== now[name],
  );
}

/** The fingerprints to remember: of inputs that were just applied, or never seen before, those of now. */
export function remember(
  run: OperationRun,
  /** Absent where nobody has looked since. */
  object: unknown,
  inputs: AnyInputs,
  before: Fingerprints | undefined,
  applied: readonly string[],
  /** Inputs that were applied and that the object does not show yet. */
  unshown: readonly string[] = [],
): Fingerprints | undefined {
  const now = object === undefined ? {} : fingerprintsOf(run, object, inputs);
  const kept = Object.entries(before ?? {}).filter(([name]) => !applied.includes(name));
  const fresh = Object.entries(now).filter(([name]) => inputs[name] !== changedElsewhere && !unshown.includes(name));
  const all = { ...Object.fromEntries(fresh), ...Object.fromEntries(kept) };
  return Object.keys(all).length === 0 ? undefined : all;
}
