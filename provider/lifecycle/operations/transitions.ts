import { mapMembers } from "../../words/members";
import { isSecret, isTrigger, type AnyInputs, type InputRule } from "../definition/input-rule";
import { changedElsewhere } from "../values/changed-elsewhere";
import { isAbsent, isKept, isUnexpected, keepIfSame, withoutAbsent } from "../values/compare";
import type { Identity } from "../definition/identity";
import { locationOf } from "../run/location";
import { appliedInputs, namesIn, openSteps, type Progress } from "./progress";
import { present, valuesOf, type CreationAttempt, type Desired, type ResourceRecord } from "../record/record";
import { ignores } from "../planning/ignored-inputs";
import { unreadAfter } from "../record/unread";
import type { ResourceRun } from "../run/resource-run";
import { inputsChangedElsewhere, isUnreadable, versionsToRemember } from "./versions";

// Each transition makes a record from what an operation has done or seen. Nothing else makes one.

/** Phases of a creation besides its steps. A later update finishes those that are false. */
export interface Reached {
  /** Duplicates were deleted. */
  isDeduplicated: boolean;
  /** Properties that the creation's reply leaves out were read. */
  isReadBack: boolean;
}

export interface Creation {
  readonly desired: Desired;
  /** Service time at which the object was made or adopted. */
  readonly since: string;
  /** The creation token, if the kind has them. */
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
  const isSeen = !progress.isUnseen && (isReadBack || behaviour.complete === undefined);
  const isFinished = identity.phase === "ready" && isDeduplicated && isSeen;
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

/** An object was made, and its reply cannot be understood: the next operation reads it by its id. */
export function createdBlindly(run: ResourceRun, desired: Desired, since: string): ResourceRecord {
  return { ...certain(run, desired, true), location: locationOf(run, undefined), since, open: { isUnfinished: true } };
}

/** The outcome of a creation is unknown: the record holds what is needed to find the object later. */
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

/** A deletion may have been cancelled: the object's fixed inputs match, and the next update continues from here. */
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
  const isStillUnfinished = before.open.isUnfinished === true && identity?.phase !== "ready";
  const isUnfinished = isStillUnfinished || (progress.isUnseen && !isDone);
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
      isUnfinished: isUnfinished || undefined,
      token: isStillUnfinished ? before.open.token : undefined,
      awaitsRestoration: isDone || isRestored ? undefined : before.open.awaitsRestoration,
    },
    versions,
    unmanaged: before.unmanaged,
    unread: unreadAfter(before, isDone ? desired.inputs : appliedInputs(progress)),
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

/** `isIncomplete`: true if the creation's read-back failed again. */
export function observed(run: ResourceRun, before: ResourceRecord, object: unknown, isIncomplete: boolean): Observed {
  const { behaviour } = run;
  const identity = behaviour.identify(object);
  const { uncertain = {}, token } = before.open;
  const known = { ...possibleParts(uncertain), ...valuesOf(before) };
  const changed = inputsChangedElsewhere(run, object, before);
  // What was changed elsewhere is not the known value in another form.
  const unchanged = mapMembers(known, (value, name) => (changed.includes(name) ? undefined : value));
  const shown = behaviour.inputsOf(object, unchanged) as AnyInputs;
  const isLookup = run.resource?.get === true;
  const inputs = isLookup ? shownInputs(run, before, shown) : managedInputs(run, before, changed, shown);
  const stillUncertain = Object.entries(uncertain).filter(([name]) => shown[name] === undefined);
  const mayHaveDuplicates = token !== undefined && behaviour.creationToken?.mayDuplicate === true;
  const isUnfinished = identity.phase === "creating" || mayHaveDuplicates || isIncomplete;
  const { outputs, since, open, ...rest } = before;
  const { resource, hasAutomaticName, adopt, wasAdopted, unread } = before;
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
  const managed = { resource, hasAutomaticName, adopt, wasAdopted, unread, inputs: isLookup ? {} : present(inputs) };
  return { managed, record };
}

/** All inputs that a looked-up object shows. A value with the same meaning as before keeps its old spelling. */
function shownInputs({ behaviour }: ResourceRun, before: ResourceRecord, shown: AnyInputs): AnyInputs {
  const entries = Object.entries(behaviour.inputs).filter(([name]) => shown[name] !== undefined);
  return Object.fromEntries(entries.map(([name, rule]) => [name, keepIfSame(rule, before.inputs[name], shown[name])]));
}

/** The object's values of managed inputs, and unexpected values of inputs that the program leaves out. */
function managedInputs(
  run: ResourceRun,
  before: ResourceRecord,
  changed: readonly string[],
  shown: AnyInputs,
): AnyInputs {
  const { uncertain = {}, creation } = before.open;
  // Pulumi takes an ignored input from state. The record of an unknown outcome does not have it.
  const isIgnored = (name: string): boolean => creation !== undefined && ignores(before.resource, name);
  const inputs: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(run.behaviour.inputs)) {
    const old = before.inputs[name];
    const value = withoutAbsent(rule, shown[name]);
    const isUncertain = name in uncertain && (rule.default !== undefined || !isAbsent(rule, value));
    const isManaged = old !== undefined || isUncertain || isUnexpected(rule, value) || isIgnored(name);
    if (isManaged) inputs[name] = shown[name] === undefined ? old : keepIfSame(rule, old, value);
  }
  for (const name of changed.filter((name) => isUnreadable(run, name))) inputs[name] = changedElsewhere;
  return inputs;
}

/** Inputs of unknown outcome with all names that they may have: some kinds show managed names only. */
function possibleParts(uncertain: Readonly<Record<string, readonly unknown[]>>): AnyInputs {
  return Object.fromEntries(
    Object.entries(uncertain).map(([name, names]) => [
      name,
      Object.fromEntries(namesIn(names).map((part) => [part, undefined])),
    ]),
  );
}

/** The unmanaged values as they are now; a list may show fewer of them than the record has. */
function unmanagedAfter(
  run: ResourceRun,
  { unmanaged, open }: ResourceRecord,
  inputs: AnyInputs,
  object: unknown,
): AnyInputs | undefined {
  const isKnown = (name: string): boolean => open.creation !== undefined || unmanaged?.[name] !== undefined;
  const shown = unmanagedInputs(run, inputs, object, isKnown);
  return unmanaged === undefined ? shown : { ...unmanaged, ...shown };
}

/**
 * Values of inputs that the program leaves out, to compare with when it sets them later. Inputs that can be updated are
 * needed only after a creation of unknown outcome, whose record does not have them.
 */
function unmanagedInputs(
  { behaviour }: ResourceRun,
  managed: AnyInputs,
  object: unknown,
  isUpdateNeeded: (name: string) => boolean = () => false,
): AnyInputs | undefined {
  const shown = Object.entries(behaviour.inputsOf(object, managed)).filter(([name, value]) => {
    const change = behaviour.inputs[name]?.change;
    const isNeeded = change === "replace" || (change === "update" && isUpdateNeeded(name));
    return value !== undefined && managed[name] === undefined && isNeeded;
  });
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

/** Outputs that a later read may show in another form: the record keeps those that it has. */
function lastingOutputs({ behaviour }: ResourceRun, known: AnyInputs): AnyInputs {
  return present(Object.fromEntries((behaviour.lasting ?? []).map((name) => [name, known[name]])));
}

/**
 * The record of an object that was not read: it holds the inputs that count as applied if the object exists, since no step
 * applies them. A secret is kept only if nothing else would show later that it was set.
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

/** Whether a write-only value counts as applied: a creation sets it, and an existing object's value may be kept. */
export function isSetByCreation(rule: InputRule<unknown>, inputs: AnyInputs, isNew: boolean): boolean {
  return rule.writeOnly === true && (isNew || isKept(rule, inputs));
}
