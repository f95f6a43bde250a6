import { CallError } from "../../calls/errors";
import { isOutcomeUnknown } from "../../clients/http/errors";
import { refuseDiffering } from "./adopt";
import { mayMeanTaken } from "./own-object";
import type { AnyInputs } from "../definition/input-rule";
import { PartialFailure } from "../record/partial-failure";
import type { Identity } from "../definition/identity";
import type { Desired } from "../record/record";
import type { ResourceRun } from "../run/resource-run";
import { cancelDeletion } from "./restore";
import { restoredPerhaps } from "./transitions";

export interface Taken {
  /** The input whose value an object has already. */
  readonly input: string;
  /** Undefined if it is too long for a message. */
  readonly value?: string;
  /** Undefined if the service does not show it. */
  readonly object: unknown;
}

/** The object that has the name, or another value of a new one, already. If none is found, the service's own refusal is reported. */
export async function findTaken(run: ResourceRun, { inputs }: Desired, refusal: unknown): Promise<Taken | undefined> {
  if (!mayMeanTaken(refusal)) return undefined;
  return (
    (await findTakenName(run, inputs).catch(() => undefined)) ?? findTakenValue(run, inputs).catch(() => undefined)
  );
}

async function findTakenName(run: ResourceRun, { name }: AnyInputs): Promise<Taken | undefined> {
  if (typeof name !== "string") return undefined;
  if (run.behaviour.isNameTaken !== undefined && !(await run.behaviour.isNameTaken(run, name))) return undefined;
  const object = await run.behaviour.findByName?.(run, name);
  const isKnown = object !== undefined || run.behaviour.isNameTaken !== undefined;
  return isKnown ? { input: "name", value: name, object } : undefined;
}

async function findTakenValue(run: ResourceRun, inputs: AnyInputs): Promise<Taken | undefined> {
  for (const { input, find } of run.behaviour.blocked ?? []) {
    const value = inputs[input];
    const object = typeof value === "string" ? await find?.(run, value) : undefined;
    if (object !== undefined) return { input, value: String(value), object };
  }
  return undefined;
}

/**
 * The error that names the object on account of which a creation may have been refused: it has what no two objects may have
 * after all. `isOpen`: the resource's own object may be the reason as well, so that nothing is advised yet.
 */
export async function perhapsTaken(
  run: ResourceRun,
  { inputs }: Desired,
  refusal: unknown,
  token: string | undefined,
  isOpen: boolean,
): Promise<CallError | undefined> {
  const { perhapsUnique } = run.behaviour;
  if (perhapsUnique === undefined || !mayMeanTaken(refusal)) return undefined;
  const { input, findOther } = perhapsUnique;
  const object = await findOther(run, inputs, token ?? "").catch(() => undefined);
  if (object === undefined) return undefined;
  const identity = run.behaviour.identify(object);
  const perhaps = isOpen
    ? `this ${input} is taken by the ${run.noun} ${identity.id}`
    : valueTaken(run, identity, { input }).message;
  return new CallError(`${run.reasonOf(refusal)}. Perhaps ${perhaps}`);
}

/**
 * The object with the name whose deletion is scheduled. Where the inputs ask for that one, it is looked for before a creation,
 * since a service may give its name to another object at once, and then this one would be lost.
 */
export async function findWaiting(run: ResourceRun, { inputs }: Desired): Promise<Taken | undefined> {
  const { name } = inputs;
  if (typeof name !== "string") return undefined;
  const object = await run.behaviour.findByName?.(run, name).catch(() => undefined);
  const isWaiting = object !== undefined && run.behaviour.identify(object).phase === "terminating";
  return isWaiting ? { input: "name", value: name, object } : undefined;
}

/** Cancels the scheduled deletion of the object that has the name, if the inputs ask for it; otherwise names the object. */
export async function restoreTaken(run: ResourceRun, desired: Desired, taken: Taken): Promise<unknown> {
  const { input, object } = taken;
  const identity = object === undefined ? undefined : run.behaviour.identify(object);
  const isWanted = input === "name" && run.behaviour.restore?.wanted(desired.inputs) === true;
  if (identity?.phase !== "terminating" || !isWanted) throw valueTaken(run, identity, taken);
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
export function nameTaken(run: ResourceRun, identity: Identity): CallError {
  return valueTaken(run, identity, { input: "name", value: identity.name });
}

function valueTaken(
  run: ResourceRun,
  identity: Identity | undefined,
  { input, value }: Pick<Taken, "input" | "value">,
): CallError {
  const { noun } = run;
  const taken = value === undefined ? `this ${input} is taken` : `the ${input} ${JSON.stringify(value)} is taken`;
  if (identity === undefined) return new CallError(`${taken} by another ${noun}: choose another ${input}`);
  if (identity.phase === "terminating") {
    const until = identity.deleteAt === undefined ? "" : ` until ${identity.deleteAt}`;
    const wayToKeep = run.behaviour.wayToKeep?.(identity);
    const remedy = wayToKeep === undefined ? "" : `. To have that one back, ${wayToKeep}`;
    return new CallError(
      `${taken} by the ${noun} ${identity.id}, which waits for its deletion${until}: choose another ${input}${remedy}`,
    );
  }
  const rival = run.claims.rival(identity.id, run.resource);
  if (rival !== undefined) {
    return new CallError(
      `${taken} by the ${noun} ${identity.id} of the resource ${JSON.stringify(rival)}: give one of them another ${input}`,
    );
  }
  return new CallError(
    `${taken} by the ${noun} ${identity.id}. If that is this resource's own, renamed or moved in the program, keep it with ` +
      `the option aliases or \`pulumi state rename\`; if it is to be replaced, give the new one another ${input}` +
      `${byDeletingFirst(run)}. Otherwise choose another ${input}, or manage that object with adopt: "${identity.id}"`,
  );
}

/** A way out for kinds whose name is free again at once. */
function byDeletingFirst({ behaviour }: ResourceRun): string {
  return behaviour.replacement === "delete-first-if-named" ? ", or set the option deleteBeforeReplace" : "";
}
