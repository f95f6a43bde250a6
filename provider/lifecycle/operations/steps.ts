import { CallError } from "../../calls/errors";
import { alreadyDone } from "./already-done";
import { isOutcomeUnknown } from "../../clients/http/errors";
import { differs } from "../values/compare";
import { isSecret, isTrigger, type AnyInputs } from "../definition/input-rule";
import { partNames, possibleOf, type Progress } from "./progress";
import type { ResourceRun } from "../run/resource-run";
import { whileSettling } from "../run/settling";
import type { Step } from "../definition/step";
import { runOnce } from "./step-once";

type AnyStep = Step<AnyInputs, unknown>;

/** Attempts of an idempotent step while replies are lost. */
const maxAttempts = 5;
const pauseMs = 200;

/** Runs the steps that are due, in order. After a failure `progress` says what was applied. */
export async function runSteps(run: ResourceRun, id: string, wanted: AnyInputs, progress: Progress): Promise<void> {
  const due = run.behaviour.steps.filter((step) => isDue(run, step, wanted, progress));
  // A pending step that is no longer due is forgotten: a version that changes much later would prove nothing.
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
        progress.uncertain.delete(name);
      }
      progress.done.push(step.name);
      progress.isUnseen = shown === undefined;
      if (shown !== undefined) progress.object = shown;
    }
  } catch (error) {
    // After a lost reply the old and the new value are both possible, so going back to the old one must be a change too. The
    // inputs of a step that `follows` another and did not run count as not applied, even if their values are unchanged.
    const open = due.filter((step) => !progress.done.includes(step.name));
    const uncertain = isOutcomeUnknown(error) ? open.slice(0, 1) : [];
    const following = open.filter(({ follows }) => follows !== undefined);
    for (const name of [...uncertain, ...following].flatMap(({ inputs }) => inputs))
      markUncertain(run, name, wanted, progress);
    throw error;
  }
  if (due.length > 0 && shown === undefined) {
    progress.object = await whileSettling(run, id, undefined, () => run.behaviour.find(run, id));
    progress.isUnseen = false;
  }
}

/** A trigger keeps its old value, so the step is due again. Of secrets no names are kept: they are sent as a whole. */
function markUncertain(
  { behaviour }: ResourceRun,
  name: string,
  wanted: AnyInputs,
  { applied, uncertain }: Progress,
): void {
  const rule = behaviour.inputs[name];
  if (isTrigger(rule)) return;
  const possible = isSecret(rule) ? [] : [applied[name], wanted[name]].flatMap(partNames);
  uncertain.set(name, [...new Set([...(uncertain.get(name) ?? []), ...possible])]);
  applied[name] = undefined;
}

/** What looks at something that was just applied, and that is not shown yet, would see the past. */
function isPointless({ inputs, afterLostReply }: AnyStep, { notShown }: Progress): boolean {
  return typeof afterLostReply !== "object" && inputs.every((name) => notShown.includes(name));
}

/** What depends on something that was just applied has to see it. */
function refuseUnshown({ name, follows = [] }: AnyStep, { notShown }: Progress): void {
  const missing = follows.filter((input) => notShown.includes(input));
  if (missing.length === 0) return;
  throw new CallError(
    `the service does not show the new ${missing.join(", ")} yet, so that ${name} cannot follow: run \`pulumi up\` again ` +
      "in a minute",
  );
}

function isDue(run: ResourceRun, step: AnyStep, wanted: AnyInputs, progress: Progress): boolean {
  const { applied, uncertain } = progress;
  const differ = [...step.inputs, ...(step.follows ?? [])].some((name) => {
    const rule = run.behaviour.inputs[name];
    if (isTrigger(rule) && wanted[name] === undefined) return false;
    return rule !== undefined && (uncertain.has(name) || differs(rule, applied[name], wanted[name]));
  });
  return differ && (step.when?.(wanted, applied, possibleOf(progress)) ?? true);
}

async function runStep(
  run: ResourceRun,
  step: AnyStep,
  id: string,
  wanted: AnyInputs,
  progress: Progress,
): Promise<unknown> {
  const { afterLostReply } = step;
  if (typeof afterLostReply === "object") return runOnce(run, { step, ...afterLostReply }, id, wanted, progress);
  for (let attempt = 1; ; attempt++) {
    try {
      return await step.run(run, id, wanted, progress.applied, possibleOf(progress), progress.object);
    } catch (error) {
      const again = afterLostReply === "retry" && isOutcomeUnknown(error) && attempt < maxAttempts;
      if (!again || run.deadline.passed) {
        const done = await alreadyDone(run, step, id, wanted, error);
        if (done === undefined) throw error;
        return done;
      }
      await run.environment.sleep(pauseMs * attempt);
    }
  }
}
