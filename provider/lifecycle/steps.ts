import { createHash } from "node:crypto";

import { isOutcomeUnknown, RequestError } from "../clients/http/errors";
import type { AnyInputs, Possible, Step } from "./behaviour";
import { differs } from "./compare";
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
  /** Inputs of which nobody knows what the object has, and the values that it may have. */
  readonly doubtful: Map<string, readonly unknown[]>;
}

/** Doubtful attempts of a step that must not happen twice, before its outcome is left open. */
const maxDoubtfulAttempts = 5;
const pauseMs = 200;

/** Runs the steps that are due, in order. After a failure `progress` says what was applied. */
export async function runSteps(run: OperationRun, id: string, wanted: AnyInputs, progress: Progress): Promise<void> {
  const due = run.behaviour.steps.filter((step) => isDue(run, step, wanted, progress));
  let shown: unknown = progress.object;
  try {
    for (const step of due) {
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
    // What follows an applied input and did not run is not applied, even where its own value stayed the same.
    const open = due.filter((step) => !progress.done.includes(step.name));
    for (const name of open.flatMap((step) => (step.follows === undefined ? [] : step.inputs))) {
      progress.applied[name] = undefined;
    }
    // Of a doubtful step nobody knows what the object has now: a program that goes back to the old value must be seen.
    for (const name of isOutcomeUnknown(error) ? (open[0]?.inputs ?? []) : []) {
      if (run.behaviour.inputs[name]?.isTrigger === true) continue;
      // Secret values are not kept: which ones are possible makes no difference to what is sent.
      const values = run.behaviour.inputs[name]?.secret === true ? [] : [progress.applied[name], wanted[name]];
      const known = progress.doubtful.get(name) ?? [];
      progress.doubtful.set(name, [...known, ...values.filter((value) => value !== undefined)]);
      progress.applied[name] = undefined;
    }
    throw error;
  }
  if (due.length > 0 && shown === undefined) {
    progress.object = await whileSettling(run, id, undefined, () => run.behaviour.find(run, id));
  }
}

/** How far things have got, for the state: only what is certain counts as applied. */
export function stateOf({ applied, pending, doubtful }: Progress): State {
  const inDoubt = doubtful.size === 0 ? undefined : Object.fromEntries(doubtful);
  return present({ ...applied, __pending: pending, __doubtful: inDoubt });
}

function possibleOf({ doubtful }: Progress): Possible<AnyInputs> {
  return Object.fromEntries(doubtful) as Possible<AnyInputs>;
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
 * Runs a step that must not happen twice. Its mark on the object is read before the first attempt and compared before
 * each further one, also in a later operation.
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
  const before = pending?.step === step.name && pending.wanted === digest ? pending.mark : mark(seen);
  if (mark(seen) !== before) return settled(progress, seen);
  for (let attempt = 1; ; attempt++) {
    try {
      return settled(progress, await step.run(run, id, wanted, progress.applied, possibleOf(progress)));
    } catch (error) {
      if (!isOutcomeUnknown(error)) throw error;
      if (before === undefined) throw error;
      progress.pending = { step: step.name, mark: before, wanted: digest };
      const now = await run.behaviour.find(run, id);
      if (mark(now) !== before) return settled(progress, now);
      const again = error instanceof RequestError && error.transient && attempt < maxDoubtfulAttempts;
      if (!again) throw error;
      await run.environment.sleep(pauseMs * attempt);
    }
  }
}

function settled(progress: Progress, object: unknown): unknown {
  progress.pending = undefined;
  return object;
}

function digestOf(values: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 16);
}
