import { CallError } from "../../calls/errors";
import { ApiError, isOutcomeUnknown } from "../../clients/http/errors";
import { refuseDiffering } from "./adopt";
import { PartialFailure } from "../record/partial-failure";
import type { Identity } from "../definition/identity";
import type { Desired } from "../record/record";
import type { ResourceRun } from "../run/resource-run";
import { cancelDeletion } from "./restore";
import { restoredPerhaps } from "./transitions";

export interface Taken {
  readonly name: string;
  /** Undefined if the service does not show it. */
  readonly object: unknown;
}

/** The object that has the name already. If it cannot be found, the service's own refusal is reported. */
export async function findTaken(run: ResourceRun, { inputs }: Desired, refusal: unknown): Promise<Taken | undefined> {
  const name = inputs["name"];
  const isPossible = refusal instanceof ApiError && [400, 409].includes(refusal.status) && typeof name === "string";
  if (!isPossible) return undefined;
  try {
    if (run.behaviour.isNameTaken !== undefined && !(await run.behaviour.isNameTaken(run, name))) return undefined;
    const object = await run.behaviour.findByName?.(run, name);
    if (object === undefined && run.behaviour.isNameTaken === undefined) return undefined;
    return { name, object };
  } catch {
    return undefined;
  }
}

/** Cancels the scheduled deletion of the object that has the name, if the inputs ask for it; otherwise names the object. */
export async function restoreTaken(run: ResourceRun, desired: Desired, { name, object }: Taken): Promise<unknown> {
  const identity = object === undefined ? undefined : run.behaviour.identify(object);
  if (identity?.phase !== "terminating" || run.behaviour.restore?.wanted(desired.inputs) !== true) {
    throw nameTaken(run, identity, name);
  }
  refuseDiffering(run, identity.id, object, desired.inputs);
  const { object: back, refusal } = await cancelDeletion(run, identity.id).catch((error: unknown) => {
    throw halfRestored(run, desired, identity, error);
  });
  if (refusal === undefined) return back;
  throw isOutcomeUnknown(refusal) ? halfRestored(run, desired, identity, refusal) : refusal;
}

function halfRestored(run: ResourceRun, desired: Desired, identity: Identity, error: unknown): PartialFailure {
  const record = restoredPerhaps(run, desired, identity);
  return new PartialFailure(identity.id, record, run.reasonOf(error), { cause: error });
}

/** The error for a taken name: which object has it, and what the user can do. */
export function nameTaken(run: ResourceRun, identity: Identity | undefined, name = identity?.name): CallError {
  const { noun } = run;
  const taken = `the name ${JSON.stringify(name ?? "")} is taken`;
  if (identity === undefined) return new CallError(`${taken} by another ${noun}: choose another name`);
  if (identity.phase === "terminating") {
    const until = identity.deleteAt === undefined ? "" : ` until ${identity.deleteAt}`;
    return new CallError(
      `${taken} by the ${noun} ${identity.id}, which waits for its deletion${until}: choose another name`,
    );
  }
  const rival = run.claims.rival(identity.id, run.resource);
  if (rival !== undefined) {
    return new CallError(
      `${taken} by the ${noun} ${identity.id} of the resource ${JSON.stringify(rival)}: give one of them another name`,
    );
  }
  return new CallError(
    `${taken} by the ${noun} ${identity.id}. If that is this resource's own, renamed or moved in the program, keep it with ` +
      "the option aliases or `pulumi state rename`; if it is to be replaced, give the new one another name" +
      `${byDeletingFirst(run)}. Otherwise choose another name, or manage that object with adopt: "${identity.id}"`,
  );
}

/** A way out for kinds whose name is free again at once. */
function byDeletingFirst({ behaviour }: ResourceRun): string {
  return behaviour.replacement === "delete-first-if-named" ? ", or set the option deleteBeforeReplace" : "";
}
