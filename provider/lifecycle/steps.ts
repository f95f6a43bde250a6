import { createHash } from "node:crypto";

import { isOutcomeUnknown } from "../clients/http/errors";
import type { AnyInputs } from "./input-rule";
import type { Possible, Step } from "./step";
import { differs } from "./compare";
import { LifecycleError } from "./errors";
import { sentence } from "./explain";
import { lookUntil } from "./look";
import type { OperationRun } from "./operation-run";
import { whileSettling } from "./settling";
import { present, type PendingStep, type State } from "./state";

type AnyStep = Step<AnyInputs, unknown>;

/** How far an object has been brought to what is wanted. */
export interface Progress {
  /** Inputs as they were applied so far. */
  readonly applied: Record<string, unknown>;
  /** The object as the last step showed it. */
  object: unknown;
  /** A step that must not happen twice and whose outcome is open. */
  pending: PendingStep | undefined;
  /** Names of the steps that were done. */
  readonly done: string[];
  /** Inputs of which nobody knows what the object has, and the names at their top level that it may have. */
  readonly doubtful: Map<string, readonly string[]>;
  /** Inputs that were applied and that the service does not show yet. */
  readonly unshown: string[];
}

/** The beginning, for an object as it is shown. */
export function newProgress(object: unknown, more: Partial<Progress> = {}): Progress {
  return { applied: {}, object, pending: undefined, done: [], doubtful: new Map(), unshown: [], ...more };
}

/** Doubtful attempts of a step that looks before it changes anything. */
const maxDoubtfulAttempts = 5;
const pauseMs = 200;
/** How long a service may go on showing what was before: 11 s in all, nearly as long as others wait for it (SCP 6.1). */
const showPausesMs = [250, 750, 1000, 2000, 3000, 4000];

/** Runs the steps that are due, in order. After a failure `progress` says what was applied. */
export async function runSteps(run: OperationRun, id: string, wanted: AnyInputs, progress: Progress): Promise<void> {
  const due = run.behaviour.steps.filter((step) => isDue(run, step, wanted, progress));
  // What is not wanted any more is not open any more: a mark that moves much later says nothing of it.
  if (!due.some(({ name }) => name === progress.pending?.step)) progress.pending = undefined;
  let shown: unknown = progress.object;
  try {
    for (const step of due) {
      if (isPointless(step, progress)) {
        progress.done.push(step.name);
        continue;
      }
      refuseUnshown(step, progress);
      const named = step.inputs.map((name) => wanted[name]);
      shown = await whileSettling(run, id, named, () => runStep(run, step, id, wanted, progress));
      for (const name of step.inputs) {
        progress.applied[name] = wanted[name];
        progress.doubtful.delete(name);
      }
      progress.done.push(step.name);
      if (shown !== undefined) progress.object = shown;
    }
  } catch (error) {
    // Of a doubtful step nobody knows what the object has now: a program that goes back to the old value must be seen. What
    // follows an applied input and did not run is not applied either, even where its own value stayed the same.
    const open = due.filter((step) => !progress.done.includes(step.name));
    const doubtful = isOutcomeUnknown(error) ? open.slice(0, 1) : [];
    const following = open.filter(({ follows }) => follows !== undefined);
    for (const name of [...doubtful, ...following].flatMap(({ inputs }) => inputs)) doubt(run, name, wanted, progress);
    throw error;
  }
  if (due.length > 0 && shown === undefined) {
    progress.object = await whileSettling(run, id, undefined, () => run.behaviour.find(run, id));
  }
}

/** What has a trigger's old value is asked for again. Of secrets it makes no difference to what is sent what is possible. */
function doubt({ behaviour }: OperationRun, name: string, wanted: AnyInputs, { applied, doubtful }: Progress): void {
  const rule = behaviour.inputs[name];
  if (rule?.isTrigger === true) return;
  const possible = rule?.secret === true ? [] : [applied[name], wanted[name]].flatMap(partsOf);
  doubtful.set(name, [...new Set([...(doubtful.get(name) ?? []), ...possible])]);
  applied[name] = undefined;
}

function partsOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/** The names of parts that state keeps of an input in doubt. */
export function namesIn(kept: readonly unknown[]): readonly string[] {
  return kept.flatMap((part) => (typeof part === "string" ? [part] : partsOf(part)));
}

/** What looks at something that was just applied, and that is not shown yet, would see the past. */
function isPointless({ inputs, mark }: AnyStep, { unshown }: Progress): boolean {
  return mark === undefined && inputs.every((name) => unshown.includes(name));
}

/** What depends on something that was just applied has to see it. */
function refuseUnshown({ name, follows = [] }: AnyStep, { unshown }: Progress): void {
  const missing = follows.filter((input) => unshown.includes(input));
  if (missing.length === 0) return;
  throw new LifecycleError(
    `the service does not show the new ${missing.join(", ")} yet, so that ${name} cannot follow: run \`pulumi up\` again ` +
      "in a minute",
  );
}

/** How far things have got, for the state: only what is certain counts as applied. */
export function stateOf({ applied, pending, doubtful }: Progress): State {
  const inDoubt = doubtful.size === 0 ? undefined : Object.fromEntries(doubtful);
  return present({ ...applied, __pending: pending, __doubtful: inDoubt });
}

function possibleOf({ doubtful }: Progress): Possible<AnyInputs> {
  return Object.fromEntries(doubtful);
}

function isDue(run: OperationRun, step: AnyStep, wanted: AnyInputs, progress: Progress): boolean {
  const { applied, doubtful } = progress;
  const differ = [...step.inputs, ...(step.follows ?? [])].some((name) => {
    const rule = run.behaviour.inputs[name];
    return rule !== undefined && (doubtful.has(name) || differs(rule, applied[name], wanted[name]));
  });
  return differ && (step.when?.(wanted, applied, possibleOf(progress)) ?? true);
}

async function runStep(
  run: OperationRun,
  step: AnyStep,
  id: string,
  wanted: AnyInputs,
  progress: Progress,
): Promise<unknown> {
  if (step.mark !== undefined) return runOnce(run, step, step.mark, id, wanted, progress);
  for (let attempt = 1; ; attempt++) {
    try {
      return await step.run(run, id, wanted, progress.applied, possibleOf(progress));
    } catch (error) {
      const again = step.looksFirst === true && isOutcomeUnknown(error) && attempt < maxDoubtfulAttempts;
      if (!again || run.deadline.passed) throw error;
      await run.environment.sleep(pauseMs * attempt);
    }
  }
}

/**
 * Runs a step that must not happen twice, once. Its mark on the object is read before the attempt and looked for after a lost
 * reply, as long as the service may lag. Where it stays open whether the step was done, a later operation compares the mark
 * before it runs the step again.
 */
async function runOnce(
  run: OperationRun,
  step: AnyStep,
  mark: (object: unknown) => string | undefined,
  id: string,
  wanted: AnyInputs,
  progress: Progress,
): Promise<unknown> {
  const seen = await run.behaviour.find(run, id);
  const digest = digestOf(step.inputs.map((name) => wanted[name]));
  const { pending } = progress;
  const isOpen = pending?.step === step.name && pending.wanted === digest;
  const hasMoved = isOpen && mark(seen) !== pending.mark;
  // Meanwhile somebody else may have moved the mark: where it does no harm the step is run again.
  if (hasMoved && step.isRepeatable !== true) return settled(progress, seen);
  const before = mark(seen);
  try {
    const changed = await step.run(run, id, wanted, progress.applied, possibleOf(progress));
    if (changed !== undefined || before === undefined) return settled(progress, changed);
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    if (before === undefined) {
      leaveOpen(run, step, error);
      return undefined;
    }
    progress.pending = { step: step.name, mark: before, wanted: digest };
    const shown = await lookForMove(run, id, mark, before);
    if (shown === undefined) throw error;
    return settled(progress, shown);
  }
  const shown = await lookForMove(run, id, mark, before);
  if (shown === undefined) {
    progress.unshown.push(...step.inputs);
    run.warn(
      `${JSON.stringify(step.name)} was accepted, but the service does not show it yet: \`pulumi refresh\` shows it later`,
    );
  }
  return settled(progress, shown);
}

/** The object once its mark is another one; undefined where the service goes on showing the old one, or nothing. */
function lookForMove(
  run: OperationRun,
  id: string,
  mark: (object: unknown) => string | undefined,
  before: string,
): Promise<unknown> {
  const look = async (): Promise<unknown> => {
    const object = await run.behaviour.find(run, id).catch(() => undefined);
    return object === undefined || mark(object) === before ? undefined : object;
  };
  return lookUntil(run, showPausesMs, look, (object) => object !== undefined);
}

/** Nothing tells whether the step was done: what only a change starts is not started a second time. */
function leaveOpen(run: OperationRun, step: AnyStep, error: unknown): void {
  const isTrigger = step.inputs.every((name) => run.behaviour.inputs[name]?.isTrigger === true);
  if (!isTrigger) throw error;
  run.warn(
    `it is not known whether ${JSON.stringify(step.name)} was done, and the service shows nothing that tells it: look in the console. ` +
      `It is not asked for again; another value of ${step.inputs.join(", ")} does that. (${sentence(run, error)})`,
  );
}

function settled(progress: Progress, object: unknown): unknown {
  progress.pending = undefined;
  return object;
}

function digestOf(values: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 16);
}
