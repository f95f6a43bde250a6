import { isOutcomeUnknown, RequestError } from "../clients/http/errors";
import type { AnyInputs, Step } from "./behaviour";
import { differs } from "./compare";
import type { OperationRun } from "./operation-run";
import type { PendingStep } from "./state";

type AnyStep = Step<AnyInputs, unknown>;

/** How far an object has been brought to what is wanted. */
export interface Progress {
  /** Inputs as they were applied so far. */
  readonly applied: Record<string, unknown>;
  /** The object as the last step showed it. */
  object: unknown;
  /** A step that must not happen twice and whose outcome is open. */
  pending: PendingStep | undefined;
}

/** Doubtful attempts of a step that must not happen twice, before its outcome is left open. */
const maxDoubtfulAttempts = 5;
const pauseMs = 200;

/** Runs the steps that are due, in order. After a failure `progress` says what was applied. */
export async function runSteps(run: OperationRun, id: string, wanted: AnyInputs, progress: Progress): Promise<void> {
  for (const step of run.behaviour.steps) {
    if (!isDue(run, step, wanted, progress.applied)) continue;
    progress.object =
      step.mark === undefined
        ? await step.run(run, id, wanted)
        : await runOnce(run, step, step.mark, id, wanted, progress);
    for (const name of step.inputs) progress.applied[name] = wanted[name];
  }
}

function isDue(run: OperationRun, step: AnyStep, wanted: AnyInputs, applied: AnyInputs): boolean {
  const differ = step.inputs.some((name) => {
    const rule = run.behaviour.inputs[name];
    return rule !== undefined && differs(rule, applied[name], wanted[name]);
  });
  return differ && (step.when?.(wanted, applied) ?? true);
}

/**
 * Runs a step that must not happen twice. Its mark on the object is read before the first attempt and compared before
 * each further one, also in a later operation.
 */
async function runOnce(
  run: OperationRun,
  step: AnyStep,
  mark: (object: unknown) => string,
  id: string,
  wanted: AnyInputs,
  progress: Progress,
): Promise<unknown> {
  const seen = await run.behaviour.find(run, id);
  const before = progress.pending?.step === step.name ? progress.pending.mark : mark(seen);
  if (mark(seen) !== before) return settled(progress, seen);
  for (let attempt = 1; ; attempt++) {
    try {
      return settled(progress, await step.run(run, id, wanted));
    } catch (error) {
      if (!isOutcomeUnknown(error)) throw error;
      progress.pending = { step: step.name, mark: before };
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
