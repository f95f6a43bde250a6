import { createHash } from "node:crypto";

import { settlingPausesMs } from "../command/young-objects";
import { mayMeanUnchanged } from "./already-done";
import { isOutcomeUnknown } from "../../clients/http/errors";
import { isTrigger, type AnyInputs } from "../definition/input-rule";
import { pollUntil } from "../run/poll";
import { possibleOf, type Progress } from "./progress";
import type { ResourceRun } from "../run/resource-run";
import type { CompareVersions, Step } from "../definition/step";

type AnyStep = Step<AnyInputs, unknown>;

interface Once extends CompareVersions<unknown> {
  readonly step: AnyStep;
}

/** For so long a service may still show the old version: 11 s in all, nearly as long as other clients wait (SCP 6.1). */
const showPausesMs = [250, 750, 1000, 2000, 3000, 4000];

/**
 * Runs a step that is not idempotent. The object's version is read before the step, and after a lost reply it is read again,
 * for as long as the service may lag. If the outcome stays unknown, a later operation compares the version before it runs the
 * step again.
 */
export async function runOnce(
  run: ResourceRun,
  { step, version, mayRepeat }: Once,
  id: string,
  wanted: AnyInputs,
  progress: Progress,
): Promise<unknown> {
  const digest = digestOf(step.inputs.map((name) => wanted[name]));
  const { pending, object: last } = progress;
  const isOpen = pending?.step === step.name && pending.wanted === digest;
  const known = last === undefined ? undefined : version(last);
  const seen = await readVersioned(run, id, version, isOpen ? pending.mark : known);
  // Somebody else may have changed the version meanwhile. If a repetition does no harm, the step is run again.
  if (isOpen && mayRepeat !== true) {
    const hasMoved = version(seen) !== pending.mark;
    // One reading may be an old one, and a second time would be for good.
    const later = hasMoved ? seen : await lookForMove(run, id, version, pending.mark);
    if (later !== undefined) return settled(progress, later);
  }
  const before = version(seen) ?? known;
  try {
    const changed = await step.run(run, id, wanted, progress.applied, possibleOf(progress), seen);
    // A service may answer the object as it was before.
    const isShown = changed !== undefined && version(changed) !== before;
    if (isShown || before === undefined) return settled(progress, changed);
  } catch (error) {
    // Sent twice on its way: the version has moved since a moment ago, and the service refuses to set what is set. A version
    // that has moved since an earlier command may be somebody else's.
    const done = mayMeanUnchanged(error) ? await moved(run, id, version, before) : undefined;
    if (done !== undefined) return settled(progress, done);
    if (!isOutcomeUnknown(error)) throw error;
    if (before === undefined) {
      leaveOpen(run, step, error);
      return undefined;
    }
    progress.pending = { step: step.name, mark: before, wanted: digest };
    const shown = await lookForMove(run, id, version, before);
    if (shown === undefined) throw error;
    return settled(progress, shown);
  }
  const shown = await lookForMove(run, id, version, before);
  if (shown === undefined) {
    progress.notShown.push(...step.inputs);
    run.warn(
      `${JSON.stringify(step.name)} was accepted, but the service does not show it yet: \`pulumi refresh\` shows it later`,
    );
  }
  return settled(progress, shown);
}

/** The object. One that is known to have a version is read again while it shows none, which is how it was earlier still. */
function readVersioned(
  run: ResourceRun,
  id: string,
  version: Once["version"],
  known: string | undefined,
): Promise<unknown> {
  return pollUntil(
    run,
    known === undefined ? [] : settlingPausesMs,
    () => run.behaviour.find(run, id),
    (seen) => version(seen) !== undefined,
  );
}

/** The object once its version has changed; undefined if the service goes on showing the old one, or nothing. */
function lookForMove(run: ResourceRun, id: string, version: Once["version"], before: string): Promise<unknown> {
  return pollUntil(
    run,
    showPausesMs,
    () => moved(run, id, version, before),
    (object) => object !== undefined,
  );
}

/** The object if its version has changed. */
async function moved(run: ResourceRun, id: string, version: Once["version"], before: string | undefined) {
  if (before === undefined) return undefined;
  const object = await run.behaviour.find(run, id).catch(() => undefined);
  const now = object === undefined ? undefined : version(object);
  return now === undefined || now === before ? undefined : object;
}

/** The service shows nothing by which to tell whether the step was done. A step of triggers alone is not repeated then. */
function leaveOpen(run: ResourceRun, step: AnyStep, error: unknown): void {
  if (!step.inputs.every((name) => isTrigger(run.behaviour.inputs[name]))) throw error;
  run.warn(
    `it is not known whether ${JSON.stringify(step.name)} was done, and the service does not show it: look in the console. ` +
      `It is not repeated, unless ${step.inputs.join(", ")} gets another value. (${run.reasonOf(error)})`,
  );
}

function settled(progress: Progress, object: unknown): unknown {
  progress.pending = undefined;
  return object;
}

function digestOf(values: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 16);
}
