import { ApiError } from "../clients/http/errors";
import { isNotFound } from "./not-found";
import type { OperationRun } from "./operation-run";
import { isProven, isUnknownOutcomeId, matches } from "./own-object";
import { isAccountCertain, refuseOtherAccount } from "./place";
import { findAttempted, proveGone } from "./read";
import { refusedFirst, refusedReplacement } from "./replacement";
import { visible } from "./create";
import { LifecycleError } from "./errors";
import type { Inputs, State } from "./state";

/** Removes an object. One that is gone already is no error, if the account is certain. */
export async function remove(run: OperationRun, id: string, state: State): Promise<void> {
  if (run.behaviour.existing !== undefined) return;
  if (!isUnknownOutcomeId(id)) await refuseWrongOrder(run, id, state);
  if (isLetGo(run, id, state)) return;
  const certain = isAccountCertain(run, state.__place);
  if (isUnknownOutcomeId(id)) return removeAttempted(run, state, certain);
  let seen = false;
  try {
    if (!certain) {
      const object = await run.behaviour.find(run, id);
      refuseOtherAccount(run, state.__place, run.behaviour.identify(object));
      seen = true;
    }
    await removeFound(run, id, state);
  } catch (error) {
    if (!isNotFound(run, error)) throw error;
    // Where these credentials have just seen it, they would see it still.
    await proveGone(run, state.__place, certain || seen);
  }
}

/** Pulumi deletes first although there is to be another one, by an option, a setting or a command: the last moment to object. */
async function refuseWrongOrder(run: OperationRun, id: string, state: State): Promise<void> {
  const { behaviour, claims } = run;
  const inputs = claims.successor(state);
  if (inputs === undefined) return;
  const because = `this ${behaviour.noun} is to be replaced, and deleted first`;
  const refused =
    refusedReplacement(behaviour, { because, old: state, inputs, id }) ??
    ((await isNeeded(run, id)) ? refusedFirst(behaviour, because, inputs) : undefined);
  if (refused !== undefined) throw new LifecycleError(`${refused}. Nothing was deleted`);
}

/** Whether something needs an object until there is another one. Where nobody can tell, it does. */
export async function isNeeded(run: OperationRun, id: string): Promise<boolean> {
  const { neededFirst } = run.behaviour;
  if (neededFirst?.isNeeded === undefined) return neededFirst !== undefined;
  return neededFirst.isNeeded(run, id).catch(() => true);
}

/**
 * True where the object belongs to another resource of the program, or to the new state of this one, so that only the
 * state is let go.
 */
function isLetGo({ behaviour, claims, warn }: OperationRun, id: string, state: State): boolean {
  const obstacle = claims.obstacle(id, state);
  if (obstacle === undefined) return false;
  const object = `the ${behaviour.noun} ${id}`;
  if (obstacle.how === "looked up") {
    throw new LifecycleError(
      `${object} is not deleted, since the program looks it up as ${JSON.stringify(obstacle.by)}: take that out of the ` +
        "program to delete it, or keep it with the option retainOnDelete; `pulumi destroy` without --run-program deletes it too",
    );
  }
  if (obstacle.isOwn && obstacle.how === "taken") {
    throw new LifecycleError(
      `${object} cannot be replaced by itself: adopt names it, so that it was taken over anew; remove adopt to replace it. ` +
        "Nothing was deleted",
    );
  }
  warn(
    obstacle.isOwn
      ? `${object} is not deleted: this is an old state of it, and the resource goes on with it`
      : `${object} is not deleted: it is the object of the resource ${JSON.stringify(obstacle.by)} now`,
  );
  return true;
}

/** An object that is still being made, or failed, can only be removed at once (SCP 6.1). */
async function removeFound(run: OperationRun, id: string, state: State): Promise<void> {
  try {
    await run.behaviour.remove(run, id, visible(state));
  } catch (error) {
    const refused = error instanceof ApiError && (error.status === 400 || error.status === 409);
    if (!refused) throw error;
    const { phase, isLeaving } = run.behaviour.identify(await run.behaviour.find(run, id));
    if (phase === "terminating" || phase === "gone" || isLeaving === true) return;
    const onlyAtOnce = phase === "creating" || phase === "failed";
    if (!onlyAtOnce || run.behaviour.removeNow === undefined) throw error;
    await run.behaviour.removeNow(run, id);
  }
}

/**
 * The object of a creation whose outcome was unknown. What is certainly of that creation is removed at once, so that its name
 * is free again. What only its name and its time speak for is left to the creation that comes next, or deleted in the
 * ordinary way: it may be somebody else's.
 */
async function removeAttempted(run: OperationRun, state: State, certain: boolean): Promise<void> {
  const object = await findAttempted(run, state, certain);
  if (object === undefined) return;
  const { id } = run.behaviour.identify(object);
  const successor = run.claims.successor(state);
  if (successor?.__adopt === id || isLetGo(run, id, state)) return;
  if (isProven(run, state)) {
    const { remove: removeInTime, removeNow } = run.behaviour;
    await (removeNow === undefined ? removeInTime(run, id, visible(state)) : removeNow(run, id));
  } else if (successor !== undefined && fits(run, object, successor)) {
    run.claims.leave(state);
  } else {
    await removeFound(run, id, state);
  }
}

/** True where what is created next can go on with an object. */
function fits(run: OperationRun, object: unknown, inputs: Inputs): boolean {
  return inputs.__adopt === undefined && matches(run, inputs, object);
}
