import { changedElsewhere } from "../values/changed-elsewhere";
import type { AnyInputs } from "../definition/input-rule";
import type { ResourceRecord } from "../record/record";
import type { ResourceRun } from "../run/resource-run";

type Versions = Readonly<Record<string, string>>;

/** What the object shows now of inputs that can never be read, or that it may show in another form. */
function currentVersions({ behaviour }: ResourceRun, object: unknown, inputs: AnyInputs): Versions {
  const entries = Object.entries(behaviour.fingerprints ?? {}).map(
    ([name, take]) => [name, take?.(object, inputs)] as const,
  );
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Names of the inputs whose value was certainly changed elsewhere. */
export function inputsChangedElsewhere(run: ResourceRun, object: unknown, record: ResourceRecord): readonly string[] {
  const { inputs, versions: applied = {} } = record;
  const current = currentVersions(run, object, inputs);
  return Object.keys(current).filter(
    (name) => inputs[name] !== undefined && applied[name] !== undefined && applied[name] !== current[name],
  );
}

interface Remembered {
  /** Absent if nobody has read the object since. */
  readonly object: unknown;
  readonly inputs: AnyInputs;
  readonly before?: Versions | undefined;
  /** Inputs that were just applied: their old versions no longer count. */
  readonly applied?: readonly string[];
  /** Inputs that were applied and that the object does not show yet. */
  readonly notShown?: readonly string[];
}

/** Whether nobody can tell the value that an input was given elsewhere. */
export function isUnreadable({ behaviour }: ResourceRun, name: string): boolean {
  return behaviour.inputs[name]?.writeOnly === true;
}

/**
 * The versions to remember. They are the current ones for inputs that were just applied or never seen before, and for those
 * that can be read, since the record takes over what it reads.
 */
export function versionsToRemember(
  run: ResourceRun,
  { object, inputs, before = {}, applied = [], notShown = [] }: Remembered,
): Versions | undefined {
  const current = object === undefined ? {} : currentVersions(run, object, inputs);
  const kept = Object.entries(before).filter(
    ([name]) => !applied.includes(name) && (isUnreadable(run, name) || current[name] === undefined),
  );
  const fresh = Object.entries(current).filter(
    ([name]) => inputs[name] !== changedElsewhere && !notShown.includes(name),
  );
  const all = { ...Object.fromEntries(fresh), ...Object.fromEntries(kept) };
  return Object.keys(all).length === 0 ? undefined : all;
}
