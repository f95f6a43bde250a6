import { ApiError } from "../clients/http/errors";
import { isNotFound } from "./not-found";
import type { OperationRun } from "./operation-run";
import { isUnknownOutcomeId } from "./own-object";
import { isAccountCertain, refuseOtherAccount } from "./place";
import { findAttempted, proveGone } from "./read";
import { visible } from "./create";
import type { State } from "./state";

/** Removes an object. One that is gone already is no error, if the account is certain. */
export async function remove(run: OperationRun, id: string, state: State): Promise<void> {
  if (run.behaviour.existing !== undefined) return;
  const certain = isAccountCertain(run, state.__place);
  if (isUnknownOutcomeId(id)) return removeAttempted(run, state, certain);
  try {
    if (!certain) {
      const object = await run.behaviour.find(run, id);
      refuseOtherAccount(run, state.__place, run.behaviour.identify(object));
    }
    await removeFound(run, id, state);
  } catch (error) {
    if (!isNotFound(run, error)) throw error;
    await proveGone(run, state.__place, certain);
  }
}

/** An object that is still being made, or failed, can only be removed at once (SCP 6.1). */
async function removeFound(run: OperationRun, id: string, state: State): Promise<void> {
  try {
    await run.behaviour.remove(run, id, visible(state));
  } catch (error) {
    const refused = error instanceof ApiError && (error.status === 400 || error.status === 409);
    if (!refused) throw error;
    const { phase, deleteAt } = run.behaviour.identify(await run.behaviour.find(run, id));
    if (phase === "terminating" || phase === "gone" || deleteAt !== undefined) return;
    const onlyAtOnce = phase === "creating" || phase === "failed";
    if (!onlyAtOnce || run.behaviour.removeNow === undefined) throw error;
    await run.behaviour.removeNow(run, id);
  }
}

/** The object of a creation whose outcome was unknown is removed at once, so that its name is free again. */
async function removeAttempted(run: OperationRun, state: State, certain: boolean): Promise<void> {
  const object = await findAttempted(run, state, certain);
  if (object === undefined) return;
  const { id } = run.behaviour.identify(object);
  await (run.behaviour.removeNow === undefined
    ? run.behaviour.remove(run, id, visible(state))
    : run.behaviour.removeNow(run, id));
}
