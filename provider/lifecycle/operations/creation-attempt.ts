import { isOutcomeUnknown, RequestError } from "../../clients/http/errors";
import { PartialFailure } from "../record/partial-failure";
import { pollUntil } from "../run/poll";
import {
  attemptOf,
  findOwn,
  isConflict,
  isOfQuota,
  leavesOpen,
  mayBeDoubled,
  type Attempt,
  type Found,
} from "./own-object";
import { unknownOutcomeId } from "../record/unknown-outcome";
import type { Desired, ResourceRecord } from "../record/record";
import type { ResourceRun } from "../run/resource-run";
import { paused } from "../run/settling";
import { findTaken, findWaiting, nameTaken, perhapsTaken, restoreTaken, type Taken } from "./taken-name";
import { attempted } from "./transitions";

export interface Made {
  readonly object: unknown;
  /** False if the object existed before. */
  readonly isNew: boolean;
  /** True if an attempt whose reply was lost may have made another object, which is not shown yet. */
  readonly mayBeDuplicated?: boolean;
}

/** Attempts with a lost reply before the outcome stays unknown. A creation that could make duplicates is repeated less often. */
const maxAttempts = { named: 6, unnamed: 3 };
const pauseMs = 200;
/**
 * A list may lag behind, so the object is looked for some time before the creation is repeated, which could make a
 * duplicate. After a refusal it is looked for longer, since a repeated creation would be refused again.
 */
const lookPausesMs = { unnamed: [500, 1000], refused: [500, 1000, 2000, 4000] };

/** Sends the creation until its outcome is certain, without making a second object. */
export async function makeObject(
  run: ResourceRun,
  desired: Desired,
  token: string | undefined,
  earlier: ResourceRecord | undefined,
): Promise<Made> {
  const begunMs = run.environment.now();
  const attempt = (): Attempt => ({
    startMs: earlier === undefined ? run.serviceTime(begunMs) : attemptOf(earlier).startMs,
    endMs: run.now(),
  });
  const unknown = (failure: unknown): PartialFailure => unknownOutcome(run, desired, token, attempt(), failure);
  if (earlier !== undefined) {
    const found = await findOwn(run, earlier, () => attemptOf(earlier), token).catch((error: unknown) => {
      throw unknown(error);
    });
    if (found.kind === "own") return { object: found.object, isNew: true, mayBeDuplicated: true };
    if (found.kind === "foreign") return restored(run, desired, takenBy(found));
    if (found.kind !== "nothing") throw nameTaken(run, found.identity);
  } else if (run.behaviour.restore?.wanted(desired.inputs) === true) {
    const waiting = await findWaiting(run, desired);
    if (waiting !== undefined) return restored(run, desired, waiting);
  }
  const most = token === undefined ? maxAttempts.named : maxAttempts.unnamed;
  for (let count = 1, isUncertain = earlier !== undefined; ; count++) {
    let failure: unknown;
    try {
      const object = await run.behaviour.create(run, desired.inputs, token ?? "");
      return { object, isNew: true, mayBeDuplicated: isUncertain };
    } catch (error) {
      failure = error;
    }
    const isRefused = !isOutcomeUnknown(failure);
    isUncertain ||= leavesOpen(run, desired, failure);
    if (isRefused && !isUncertain) {
      const isLookedFor = mayBeDoubled(run, desired, failure);
      const hasOtherReason =
        isOfQuota(failure) || run.environment.young.leftMs(desired.inputs, run.environment.now()) > 0;
      const pauses = hasOtherReason ? [] : lookPausesMs.refused;
      const doubled = isLookedFor ? await lookForOwn(run, desired, token, attempt, pauses) : nothing;
      if (doubled?.kind === "own") return { object: doubled.object, isNew: true };
      const perhaps = await perhapsTaken(run, desired, failure, token, false);
      if (perhaps !== undefined) throw perhaps;
      const taken = await findTaken(run, desired, failure);
      if (taken !== undefined) return restored(run, desired, taken);
      if (await paused(run, desired.inputs, failure, pauseMs * count)) continue;
      throw doubled === undefined && isConflict(failure) ? unknown(failure) : failure;
    }
    // The refusal may be due to the object that an earlier request made, or the same one if it was sent twice.
    const unnamed = token === undefined ? [] : lookPausesMs.unnamed;
    const found = await lookForOwn(run, desired, token, attempt, isRefused ? lookPausesMs.refused : unnamed);
    if (found?.kind === "own") return { object: found.object, isNew: true, mayBeDuplicated: isUncertain };
    if (found?.kind === "foreign") return restored(run, desired, takenBy(found));
    if (isRefused) {
      if (found !== undefined && (await paused(run, desired.inputs, failure, pauseMs * count))) continue;
      throw unknown((await perhapsTaken(run, desired, failure, token, true)) ?? failure);
    }
    isUncertain = true;
    // The creation is sent again only if the service shows no such object, and may accept the request a moment later.
    const isSpent = count >= most || run.deadline.leftMs <= pauseMs * count;
    const isTransient = failure instanceof RequestError && failure.transient;
    if (found?.kind !== "nothing" || !isTransient || isSpent) throw unknown(failure);
    await run.environment.sleep(pauseMs * count);
  }
}

/** An object that the inputs ask to have back; for any other one, the error names it. */
async function restored(run: ResourceRun, desired: Desired, taken: Taken): Promise<Made> {
  return { object: await restoreTaken(run, desired, taken), isNew: false };
}

function takenBy({ identity, object }: Extract<Found, { readonly kind: "foreign" }>): Taken {
  return { input: "name", value: identity.name, object };
}

const nothing: Found = { kind: "nothing" };

/** Looks for the object of an attempt, again after each pause. Undefined if that fails in the end. */
function lookForOwn(
  run: ResourceRun,
  desired: Desired,
  token: string | undefined,
  attempt: () => Attempt,
  pauses: readonly number[],
): Promise<Found | undefined> {
  const look = (): Promise<Found | undefined> => findOwn(run, desired, attempt, token).catch(() => undefined);
  return pollUntil(run, pauses, look, (found) => found !== undefined && found.kind !== "nothing");
}

/** Records the attempt under the id `unknown:<name>`, which a refresh replaces by the real one. */
function unknownOutcome(
  run: ResourceRun,
  desired: Desired,
  token: string | undefined,
  { startMs, endMs }: Attempt,
  failure: unknown,
): PartialFailure {
  const creation = { begun: new Date(startMs).toISOString(), ended: new Date(endMs).toISOString() };
  const record = attempted(run, desired, creation, token);
  const { name = token } = desired.inputs;
  // Pulumi keeps ids in clear.
  const isSecret = run.resource?.secrets?.includes("name") === true;
  return new PartialFailure(
    unknownOutcomeId(isSecret ? "(secret)" : String(name)),
    record,
    `it is not known whether the ${run.noun} ${JSON.stringify(name)} was made: ${run.reasonOf(failure)}. ` +
      "Run `pulumi refresh`, which finds out, and then `pulumi up` again",
  );
}
