import { isSecret, isTrigger, type AnyInputs, type Change, type InputRule } from "../definition/input-rule";
import { changedElsewhere } from "../values/changed-elsewhere";
import { isAbsent, isKept, isUnexpected, keepIfSame, withoutAbsent } from "../values/compare";
import type { Identity } from "../definition/identity";
import { locationOf } from "../run/location";
import { appliedInputs, namesIn, openSteps, type Progress } from "./progress";
import { present, valuesOf, type CreationAttempt, type Desired, type ResourceRecord } from "../record/record";
import type { ResourceRun } from "../run/resource-run";
import { inputsChangedElsewhere, versionsToRemember } from "./versions";

// Each transition makes a record from what an operation has done or seen. Nothing else makes one.

/** How far a creation has got besides its steps. What is false here, a later update has to finish. */
export interface Reached {
  /** Duplicates of one request were deleted. */
  isDeduplicated: boolean;
  /** What the creation's reply leaves out was read. */
  isReadBack: boolean;
}

export interface Creation {
  readonly desired: Desired;
  /** Service time at which the object was made or adopted. */
  readonly since: string;
  /** What went in with the creation, if the kind has creation tokens. */
  readonly token: string | undefined;
  /** The object as the creation's reply showed it. */
  readonly made: unknown;
  readonly progress: Progress;
  readonly reached: Reached;
}

/** An object was made or adopted, and brought as far as `progress` says. */
export function created(
  run: ResourceRun,
  { desired, since, token, made, progress, reached }: Creation,
): ResourceRecord {
  const { behaviour } = run;
  const { object, notShown } = progress;
  const { inputs } = desired;
  const identity = behaviour.identify(object);
  const madeWith = behaviour.outputsOf(made, inputs);
  const { isReadBack, isDeduplicated } = reached;
  const isFinished = identity.phase === "ready" && isDeduplicated && (isReadBack || behaviour.complete === undefined);
  return {
    ...desired,
    inputs: appliedInputs(progress),
    outputs: present({
      ...present(madeWith),
      ...present(behaviour.outputsOf(object, inputs)),
      ...lastingOutputs(run, madeWith),
    }),
    since,
    location: locationOf(run, identity),
    open: {
      ...openSteps(progress),
      isUnfinished: isFinished ? undefined : true,
      token: isFinished ? undefined : token,
    },
    versions: isReadBack ? versionsToRemember(run, { object, inputs, notShown }) : undefined,
    unmanaged: unmanagedInputs(run, inputs, object),
  };
}

/** An object was made whose reply cannot be understood: with its id the next operation reads it again. */
export function createdBlindly(run: ResourceRun, desired: Desired, since: string): ResourceRecord {
  return { ...certain(run, desired, true), location: locationOf(run, undefined), since, open: { isUnfinished: true } };
}

/** Nobody knows whether a creation has made an object: what is needed to find it later. */
export function attempted(
  run: ResourceRun,
  desired: Desired,
  creation: CreationAttempt,
  token: string | undefined,
): ResourceRecord {
  return {
    ...certain(run, desired, true),
    location: locationOf(run, undefined),
    open: { creation, token },
  };
}

/** The object may be back whose deletion was to be cancelled: its fixed inputs match, and the next update goes on from here. */
export function restoredPerhaps(run: ResourceRun, desired: Desired, identity: Identity): ResourceRecord {
  return {
    ...certain(run, desired, false),
    location: locationOf(run, identity),
    since: new Date(run.now()).toISOString(),
    open: { awaitsRestoration: true },
  };
}

export interface Update {
  readonly desired: Desired;
  readonly progress: Progress;
  /** True if all steps that were due were done. */
  readonly isDone: boolean;
  /** True if a scheduled deletion was cancelled. */
  readonly isRestored: boolean;
}

/** An object was updated as far as `progress` says. */
export function updated(
  run: ResourceRun,
  before: ResourceRecord,
  { desired, progress, isDone, isRestored }: Update,
): ResourceRecord {
  const { behaviour } = run;
  const { object, notShown } = progress;
  const identity = object === undefined ? undefined : behaviour.identify(object);
  const isUnfinished = before.open.isUnfinished === true && identity?.phase !== "ready";
  const outputs = object === undefined ? {} : present(behaviour.outputsOf(object, desired.inputs));
  const versions = versionsToRemember(run, {
    object: isDone ? object : undefined,
    inputs: desired.inputs,
    before: before.versions,
    applied: inputsOfSteps(run, progress.done),
    notShown,
  });
  return {
    ...desired,
    inputs: isDone ? desired.inputs : appliedInputs(progress),
    outputs: { ...before.outputs, ...outputs, ...lastingOutputs(run, before.outputs) },
    since: before.since,
    location: { ...before.location, ...locationOf(run, identity) },
    open: {
      ...openSteps(progress),
      creation: before.open.creation,
      isUnfinished: isUnfinished || undefined,
      token: isUnfinished ? before.open.token : undefined,
      awaitsRestoration: isDone || isRestored ? undefined : before.open.awaitsRestoration,
    },
    versions,
    unmanaged: before.unmanaged,
  };
}

function inputsOfSteps({ behaviour }: ResourceRun, names: readonly string[]): readonly string[] {
  return behaviour.steps.filter(({ name }) => names.includes(name)).flatMap(({ inputs }) => [...inputs]);
}

/** A read has shown an object. `managed` are the inputs as the object has them, as far as the program manages them. */
export interface Observed {
  readonly managed: Desired;
  readonly record: ResourceRecord;
}

/** `isIncomplete`: true if what a creation has to read back could not be read yet. */
export function observed(run: ResourceRun, before: ResourceRecord, object: unknown, isIncomplete: boolean): Observed {
  const { behaviour } = run;
  const identity = behaviour.identify(object);
  const { uncertain = {}, token } = before.open;
  const shown = behaviour.inputsOf(object, { ...possibleParts(uncertain), ...valuesOf(before) }) as AnyInputs;
  const isLookup = run.resource?.get === true;
  const inputs = isLookup ? shownInputs(run, before, shown) : managedInputs(run, before, object, shown);
  const stillUncertain = Object.entries(uncertain).filter(([name]) => shown[name] === undefined);
  const mayHaveDuplicates = token !== undefined && behaviour.creationToken?.mayDuplicate === true;
  const isUnfinished = identity.phase === "creating" || mayHaveDuplicates || isIncomplete;
  const { outputs, since, open, ...rest } = before;
  const { resource, hasAutomaticName, adopt, wasAdopted } = before;
  const record: ResourceRecord = {
    ...rest,
    inputs: present({ ...before.inputs, ...inputs }),
    outputs: present({
      ...outputs,
      ...behaviour.outputsOf(object, valuesOf(before)),
      ...lastingOutputs(run, outputs),
    }),
    location: { ...before.location, ...locationOf(run, identity) },
    since: since ?? open.creation?.begun,
    open: {
      step: open.step,
      uncertain: stillUncertain.length === 0 ? undefined : Object.fromEntries(stillUncertain),
      awaitsRestoration: identity.phase === "terminating" || undefined,
      isUnfinished: isUnfinished || undefined,
      token: mayHaveDuplicates ? token : undefined,
    },
    versions: isLookup ? undefined : versionsToRemember(run, { object, inputs, before: before.versions }),
    unmanaged: isLookup ? undefined : unmanagedAfter(run, before, inputs, object),
  };
  const managed = { resource, hasAutomaticName, adopt, wasAdopted, inputs: isLookup ? {} : present(inputs) };
  return { managed, record };
}

/** Everything that a looked-up object shows, in the words of before where both mean the same. */
function shownInputs({ behaviour }: ResourceRun, before: ResourceRecord, shown: AnyInputs): AnyInputs {
  const entries = Object.entries(behaviour.inputs).filter(([name]) => shown[name] !== undefined);
  return Object.fromEntries(entries.map(([name, rule]) => [name, keepIfSame(rule, before.inputs[name], shown[name])]));
}

/** What the object has of the inputs that the program manages, or that it must not have because the program leaves them out. */
function managedInputs(run: ResourceRun, before: ResourceRecord, object: unknown, shown: AnyInputs): AnyInputs {
  const { uncertain = {} } = before.open;
  const inputs: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(run.behaviour.inputs)) {
    const old = before.inputs[name];
    const value = withoutAbsent(rule, shown[name]);
    const isUncertain = name in uncertain && (rule.default !== undefined || !isAbsent(rule, value));
    const isManaged = old !== undefined || isUncertain || isUnexpected(rule, value);
    if (isManaged) inputs[name] = shown[name] === undefined ? old : keepIfSame(rule, old, value);
  }
  for (const name of inputsChangedElsewhere(run, object, before)) inputs[name] = changedElsewhere;
  return inputs;
}

/** Inputs in doubt are managed with all parts that they may have: for kinds that show managed parts only. */
function possibleParts(uncertain: Readonly<Record<string, readonly unknown[]>>): AnyInputs {
  return Object.fromEntries(
    Object.entries(uncertain).map(([name, names]) => [
      name,
      Object.fromEntries(namesIn(names).map((part) => [part, undefined])),
    ]),
  );
}

/** A list may show less of the object than is known already. */
function unmanagedAfter(
  run: ResourceRun,
  before: ResourceRecord,
  inputs: AnyInputs,
  object: unknown,
): AnyInputs | undefined {
  const changes: readonly Change[] = before.open.creation === undefined ? ["replace"] : ["replace", "update"];
  const shown = unmanagedInputs(run, inputs, object, changes);
  return before.unmanaged === undefined ? shown : { ...before.unmanaged, ...shown };
}

/**
 * Values of inputs that the program leaves out, to compare with when it sets them later. Those that can be updated are of
 * use only after a creation whose inputs nobody knows any more.
 */
function unmanagedInputs(
  { behaviour }: ResourceRun,
  managed: AnyInputs,
  object: unknown,
  changes: readonly Change[] = ["replace"],
): AnyInputs | undefined {
  const shown = Object.entries(behaviour.inputsOf(object, managed)).filter(([name, value]) => {
    const change = behaviour.inputs[name]?.change;
    return value !== undefined && managed[name] === undefined && change !== undefined && changes.includes(change);
  });
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

/** Outputs that later reads may show in another form stay as they are known. */
function lastingOutputs({ behaviour }: ResourceRun, known: AnyInputs): AnyInputs {
  return present(Object.fromEntries((behaviour.lasting ?? []).map((name) => [name, known[name]])));
}

/**
 * Of an object that nobody has seen: the inputs that count as applied once it is there, since no step brings them about.
 * Secrets are kept only if nothing else tells later that they were set.
 */
function certain(run: ResourceRun, desired: Desired, isNew: boolean): ResourceRecord {
  const { inputs } = desired;
  const names = Object.entries(run.behaviour.inputs)
    .filter(
      ([, rule]) =>
        (rule.change !== "update" && !isSecret(rule)) || isTrigger(rule) || isSetByCreation(rule, inputs, isNew),
    )
    .map(([name]) => name);
  return {
    ...desired,
    inputs: present(Object.fromEntries(names.map((name) => [name, inputs[name]]))),
    outputs: {},
    open: {},
  };
}

/** A write-only value: a creation sets it, and of an object that was there before the program may want to keep it. */
export function isSetByCreation(rule: InputRule<unknown>, inputs: AnyInputs, isNew: boolean): boolean {
  return rule.writeOnly === true && (isNew || isKept(rule, inputs));
}
