import { ApiError } from "../../clients/http/errors";
import { isNotFound } from "../run/not-found";
import type { ResourceRun } from "../run/resource-run";
import { isProven, matches } from "./own-object";
import { isUnknownOutcomeId } from "../record/unknown-outcome";
import { isAccountCertain, refuseOtherAccount } from "../run/location";
import { findAttempted } from "./lookup";
import { proveGone } from "./proof-of-absence";
import { leftBehind, refusedFirst, refusedReplacement } from "../planning/replacement";
import { CallError } from "../../calls/errors";
import type { Obstacle } from "../command/claims";
import type { AnyBehaviour } from "../definition/behaviour";
import type { Desired, ResourceRecord } from "../record/record";

/** Deletes an object. It is no error if the object is gone already, provided that the account is certain. */
export async function remove(run: ResourceRun, id: string, record: ResourceRecord): Promise<void> {
  if (run.behaviour.existing !== undefined) return;
  if (!isUnknownOutcomeId(id)) await refuseWrongOrder(run, id, record);
  if (isLeftToAnother(run, id, record)) return;
  refuseLoss(run, id, record);
  const certain = isAccountCertain(run, record.location);
  if (isUnknownOutcomeId(id)) return removeAttempted(run, record, certain);
  let seen = false;
  try {
    if (!certain) {
      const object = await run.behaviour.find(run, id);
      refuseOtherAccount(run, record.location, run.behaviour.identify(object));
      seen = true;
    }
    await removeFound(run, id, record);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // If these credentials have just read the object, "not found" is certain.
    await proveGone(run, record.location, certain || seen);
  }
}

/** If Pulumi deletes first by an option, a setting or a command, this is the last moment to refuse it. */
async function refuseWrongOrder(run: ResourceRun, id: string, record: ResourceRecord): Promise<void> {
  const { behaviour, claims } = run;
  const desired = claims.successor(record);
  if (desired === undefined) return;
  const because = `this ${behaviour.noun} is to be replaced, and deleted first`;
  const refused =
    refusedReplacement(behaviour, { because, old: record, desired, id }) ??
    wouldBeLost(behaviour, because, record, desired) ??
    ((await isNeeded(run, id)) ? refusedFirst(behaviour, because, desired) : undefined);
  if (refused !== undefined) throw new CallError(`${refused}. Nothing was deleted`);
}

function wouldBeLost(
  behaviour: AnyBehaviour,
  because: string,
  old: ResourceRecord,
  desired: Desired,
): string | undefined {
  const left = leftBehind(behaviour, old, desired);
  return (
    left &&
    `${because}; the new one would begin with the program's ${left.names}, but by ${left.by} others have changed it: run ` +
      "the command with --refresh, by which the new one goes on with it"
  );
}

/**
 * If a command asks for a replacement, Pulumi asks nobody else. Then the new object may lack what others have set in the old
 * one, which therefore stays.
 */
function refuseLoss({ behaviour, claims }: ResourceRun, id: string, record: ResourceRecord): void {
  const desired = claims.inPlaceOf(id, record);
  const left = desired && leftBehind(behaviour, record, desired);
  if (left === undefined) return;
  throw new CallError(
    `the ${behaviour.noun} ${id} was replaced, and the new one has the program's ${left.names}, but by ${left.by} others ` +
      `may have changed it in this one, which is not deleted therefore: look it up here, give it to the new one, and take ` +
      `${left.by} away for one \`pulumi up\``,
  );
}

/**
 * Whether something needs an object until its successor exists. If that cannot be found out, it counts as needed, unless the
 * object is gone.
 */
export async function isNeeded(run: ResourceRun, id: string): Promise<boolean> {
  const { neededFirst } = run.behaviour;
  if (neededFirst?.isNeeded === undefined) return neededFirst !== undefined;
  return neededFirst.isNeeded(run, id).catch((error: unknown) => !isNotFound(error));
}

/**
 * True if the object belongs to another resource of the program, or to the new state of this one. Then the object stays, and
 * only the old state is removed.
 */
function isLeftToAnother({ behaviour, claims, warn }: ResourceRun, id: string, record: ResourceRecord): boolean {
  const obstacle = claims.obstacle(id, record);
  if (obstacle === undefined) return false;
  const object = `the ${behaviour.noun} ${id}`;
  if (obstacle.how === "looked up") {
    throw new CallError(
      `${object} is not deleted, since the program looks it up as ${JSON.stringify(obstacle.by)}: take that out of the ` +
        "program to delete it, or keep it with the option retainOnDelete; `pulumi destroy` without --run-program deletes it too",
    );
  }
  if (obstacle.isOwn && obstacle.how === "taken") {
    throw new CallError(
      `${object} cannot be replaced by itself: adopt names it, so it was adopted again; remove adopt to replace it. ` +
        "Nothing was deleted",
    );
  }
  const only = onlyHere(behaviour, record, obstacle);
  if (only.length > 0) {
    throw new CallError(
      `${object} belongs to the resource ${JSON.stringify(obstacle.by)} now, but only this state has its ${only.join(", ")}, ` +
        "which the service does not show again: nothing was removed. Take adopt away there, forget that resource with " +
        "`pulumi state delete`, and keep this one by the option aliases or `pulumi state rename`",
    );
  }
  warn(
    obstacle.isOwn
      ? `${object} is not deleted: this is an old state, and the resource keeps the object`
      : `${object} is not deleted: it belongs to the resource ${JSON.stringify(obstacle.by)} now`,
  );
  return true;
}

/** Outputs that only a creation shows, and that are in no other state of the object. */
function onlyHere({ lasting = [] }: AnyBehaviour, { outputs }: ResourceRecord, obstacle: Obstacle): readonly string[] {
  return lasting.filter((name) => outputs[name] !== undefined && !obstacle.outputs.includes(name));
}

/** Deletes an object as its inputs ask for. One that is still being made, or failed, can only be deleted at once (SCP 6.1). */
async function removeFound(run: ResourceRun, id: string, record: ResourceRecord): Promise<void> {
  try {
    await run.behaviour.remove(run, id, record.inputs, { atOnce: false });
  } catch (error) {
    const refused = error instanceof ApiError && (error.status === 400 || error.status === 409);
    if (!refused) throw error;
    const { phase, isLeaving } = run.behaviour.identify(await run.behaviour.find(run, id));
    if (phase === "terminating" || phase === "gone" || isLeaving === true) return;
    const onlyAtOnce = phase === "creating" || phase === "failed";
    if (!onlyAtOnce || run.behaviour.window === "always") throw error;
    await run.behaviour.remove(run, id, record.inputs, { atOnce: true });
  }
}

/**
 * Deletes the object of a creation whose outcome was unknown. If it certainly is of that creation it is deleted at once, so
 * that its name is free again. If only its name and its time fit, it may be somebody else's: then it is left to the next
 * creation, or deleted in the ordinary way.
 */
async function removeAttempted(run: ResourceRun, record: ResourceRecord, certain: boolean): Promise<void> {
  const object = await findAttempted(run, record, certain);
  if (object === undefined) return;
  const { id } = run.behaviour.identify(object);
  const successor = run.claims.successor(record);
  if (successor?.adopt === id || isLeftToAnother(run, id, record)) return;
  if (isProven(run, record)) {
    await run.behaviour.remove(run, id, record.inputs, { atOnce: run.behaviour.window !== "always" });
  } else if (successor !== undefined && fits(run, object, successor)) {
    run.claims.leave(record);
  } else {
    await removeFound(run, id, record);
  }
}

/** True if the next creation can use an object. */
function fits(run: ResourceRun, object: unknown, desired: Desired): boolean {
  return desired.adopt === undefined && matches(run, desired, object);
}
