import { sameId } from "../../words/ids";
import { CallError } from "../../calls/errors";
import type { AnyBehaviour } from "../definition/behaviour";
import { differs, isAbsent } from "../values/compare";
import type { Change, InputRule } from "../definition/input-rule";
import { isOmitted } from "../record/omitted";
import { hasUnread, isTaken } from "../record/unread";
import { isUnknownOutcomeId } from "../record/unknown-outcome";
import { differAt, pathsWithin } from "../values/property-path";
import type { Desired, ProgramResource, ResourceRecord, Timeouts } from "../record/record";
import { isDeletedFirst, quoted, refusedReplacement, unchangeable } from "./replacement";
import { hasUnknown } from "../values/unknown";

/** What a comparison has found. */
export interface Findings {
  /** Inputs that differ from what was applied or read, and equal ones that need a new object all the same. */
  readonly changed: readonly ChangedInput[];
  /** Further reasons why there is work, also if no input differs. */
  readonly due: readonly DueReason[];
  readonly deleteBeforeReplace: boolean;
}

export interface ChangedInput {
  readonly input: string;
  readonly effect: Change;
}

export type DueReason =
  /** it is not known whether the object exists */
  | "unknown outcome"
  /** an object has to be replaced although its inputs are the same, for example since it expires */
  | "renewal"
  /** values were too large for the state of a failure, so a refresh cannot show whether they differ */
  | "omitted values"
  /** something differs, and a refresh could not show it: nobody can read all of the object's inputs */
  | "unread values"
  /** an input is not known yet; until then it replaces nothing */
  | "unknown value"
  /** timeouts have changed; destroy and refresh read them from state only */
  | "timeouts"
  /** an earlier operation left something to be finished or found out */
  | "open work"
  /** the program sets a value that the object has already, and that the record does not count as managed */
  | "newly managed";

/** Why the comparison is made. */
export interface Occasion {
  /** False if nothing will be done, as after a refresh: then an impossible change is no error. */
  readonly isPlan?: boolean;
  /** False if the program has not declared the resource yet: Pulumi asks because an object it refers to will be deleted. */
  readonly isRegistered?: boolean;
  /** The resource as the program has declared it before, where that is known. Its state may have an older declaration. */
  readonly declaredBefore?: ProgramResource | undefined;
}

/** Compares what is desired with what was applied or read. Local; an unknown value never makes it fail. */
export function diff(
  behaviour: AnyBehaviour,
  id: string,
  record: ResourceRecord,
  desired: Desired,
  nowMs: number,
  { isPlan = true, isRegistered = true, declaredBefore }: Occasion = {},
): Findings {
  if (isUnknownOutcomeId(id)) return findingsOfUnknownOutcome(behaviour, record);
  // An unknown value may turn out to be the old one. Pulumi asks again when it is known.
  const sparesUnknown = behaviour.window !== undefined || !isRegistered;
  const isSpared = (name: string): boolean => sparesUnknown && hasUnknown(desired.inputs[name]);
  const changed = Object.entries(behaviour.inputs)
    .map(([input, rule]) => ({ input, rule, applied: appliedValue(record, input, desired) }))
    .filter(({ input, rule, applied }) => differs(rule, applied, desired.inputs[input]))
    .map(({ input, rule, applied }) => ({ input, effect: effectOf(rule, input, applied, desired, isSpared(input)) }));
  if (isOtherObject(desired.adopt, id)) changed.push({ input: "adopt", effect: "replace" });
  const renewed = renewedInputs(behaviour, record, desired, nowMs).filter(
    (name) => !changed.some(({ input, effect }) => input === name && effect === "replace"),
  );
  const replacing = [...changed.filter(({ effect }) => effect === "replace").map(({ input }) => input), ...renewed];
  if (replacing.length === 0) {
    const hasSpared = changed.some(
      ({ input }) => isSpared(input) && replacesOnChange(appliedValue(record, input, desired), desired, input),
    );
    const due = [...dueReasons(record, desired, hasSpared), ...unreadReason(record, changed)];
    return { changed, due, deleteBeforeReplace: false };
  }
  // An unknown value may turn out to be the old one: it never makes a preview fail.
  if (isPlan && replacing.some((name) => !hasUnknown(desired.inputs[name]))) {
    refuseImpossible(behaviour, id, { ...record, resource: declaredBefore ?? record.resource }, desired, replacing);
  }
  return {
    changed: [...changed, ...renewed.map((input) => ({ input, effect: "replace" as const }))],
    due: [...(renewed.length > 0 ? (["renewal"] as const) : []), ...unreadReason(record, changed)],
    deleteBeforeReplace: isDeletedFirst(behaviour, record, desired),
  };
}

/** Names of the inputs that need a new object. */
export function replacingInputs({ changed }: Findings): readonly string[] {
  return changed.filter(({ effect }) => effect === "replace").map(({ input }) => input);
}

/** It is not known whether the object exists: it is looked for and deleted before a new one is made. */
function findingsOfUnknownOutcome(behaviour: AnyBehaviour, record: ResourceRecord): Findings {
  if (behaviour.window === "always") {
    throw new CallError(
      `it is not known whether the creation of the ${behaviour.noun} ${quoted(record.inputs["name"])} succeeded: ` +
        "run `pulumi refresh`, which finds out, and then `pulumi up` again",
    );
  }
  return { changed: [], due: ["unknown outcome"], deleteBeforeReplace: true };
}

function dueReasons(record: ResourceRecord, desired: Desired, hasSpared: boolean): readonly DueReason[] {
  const reasons: Readonly<Record<Exclude<DueReason, "unknown outcome" | "renewal" | "unread values">, boolean>> = {
    "omitted values": record.omitted !== undefined,
    "unknown value": hasSpared,
    timeouts: !sameTimeouts(record.resource?.timeouts, desired.resource?.timeouts),
    "open work": isOpen(record),
    "newly managed": isNewlyManaged(record, desired),
  };
  return (Object.keys(reasons) as (keyof typeof reasons)[]).filter((reason) => reasons[reason]);
}

function unreadReason(record: ResourceRecord, changed: readonly ChangedInput[]): readonly DueReason[] {
  return changed.length > 0 && hasUnread(record) ? ["unread values"] : [];
}

/** A pending step is not listed here: its input does not count as applied, so it differs. */
function isOpen({ open }: ResourceRecord): boolean {
  const { awaitsRestoration, isUnfinished, uncertain, token } = open;
  return awaitsRestoration === true || isUnfinished === true || uncertain !== undefined || token !== undefined;
}

/** The value that the object has. One that was not managed so far is known from an earlier read. */
function appliedValue(record: ResourceRecord, name: string, desired: Desired): unknown {
  const applied = record.inputs[name];
  const wanted = desired.inputs[name];
  if (applied !== undefined || wanted === undefined) return applied;
  if (isOmitted(record, name, wanted) || isTaken(record, desired, name)) return wanted;
  return record.unmanaged?.[name];
}

/** True if the program sets a value for the first time that the object has already: the record has to hold it from now on. */
function isNewlyManaged({ unmanaged = {}, inputs }: ResourceRecord, desired: Desired): boolean {
  return Object.keys(unmanaged).some((name) => inputs[name] === undefined && desired.inputs[name] !== undefined);
}

function effectOf(
  rule: InputRule<unknown>,
  name: string,
  applied: unknown,
  desired: Desired,
  isSpared: boolean,
): Change {
  const replaces = needsNewObject(rule, applied, desired.inputs[name]) || replacesOnChange(applied, desired, name);
  if (replaces && !isSpared) return "replace";
  return rule.change === "replace" ? "state" : rule.change;
}

function needsNewObject(rule: InputRule<unknown>, applied: unknown, wanted: unknown): boolean {
  const desired = isAbsent(rule, wanted) ? undefined : wanted;
  const exception = hasUnknown(desired) ? undefined : rule.exception?.(applied, desired);
  return (exception ?? rule.change) === "replace";
}

function renewedInputs(
  behaviour: AnyBehaviour,
  record: ResourceRecord,
  desired: Desired,
  nowMs: number,
): readonly string[] {
  return behaviour.expired?.({ ...record.outputs, ...record.inputs }, desired.inputs, nowMs) ?? [];
}

/** Pulumi's engine replaces by this option itself. It is evaluated here too, to refuse an impossible replacement in the preview. */
function replacesOnChange(applied: unknown, { resource, inputs }: Desired, name: string): boolean {
  return pathsWithin(name, resource?.replaceOnChanges).some((path) => differAt(path, applied, inputs[name]));
}

function isOtherObject(adopt: unknown, id: string): boolean {
  return typeof adopt === "string" && !sameId(adopt, id);
}

function refuseImpossible(
  behaviour: AnyBehaviour,
  id: string,
  old: ResourceRecord,
  desired: Desired,
  differing: readonly string[],
): void {
  const because = unchangeable(behaviour, differing);
  const refused = refusedReplacement(behaviour, { because, old, desired, id, differing });
  if (refused !== undefined) throw new CallError(refused);
}

function sameTimeouts(a: Timeouts | undefined, b: Timeouts | undefined): boolean {
  return (["create", "read", "update", "delete"] as const).every((name) => a?.[name] === b?.[name]);
}
