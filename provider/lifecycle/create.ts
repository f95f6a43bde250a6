import { ApiError, isOutcomeUnknown } from "../clients/http/errors";
import { adopt } from "./adopt";
import type { AnyInputs, Change, Identity } from "./behaviour";
import { differs, isSurplus } from "./compare";
import { LifecycleError, PartialFailure } from "./errors";
import { sentence } from "./explain";
import { remember } from "./fingerprints";
import type { OperationRun } from "./operation-run";
import { findOwn, removeDoubles, unknownOutcomeId } from "./own-object";
import { isAccountCertain, placeOf } from "./place";
import { paused, whileSettling } from "./settling";
import { isHidden, present, type Inputs, type State } from "./state";
import { runSteps, stateOf, type Progress } from "./steps";
import { waitUntilReady } from "./wait";

interface Made {
  readonly object: unknown;
  /** False where it was there before. */
  readonly isNew: boolean;
}

export interface Created {
  readonly id: string;
  readonly state: State;
}

/**
 * Makes an object (or takes one over) and brings it to what is wanted. `earlier` is the state that a creation of unknown
 * outcome left in this command, which this one goes on with.
 */
export async function create(run: OperationRun, inputs: Inputs, earlier?: State): Promise<Created> {
  const wanted = visible(inputs);
  const { object, isNew } = await makeOrTake(run, inputs, wanted, earlier);
  const { id } = run.behaviour.identify(object);
  const since = new Date(run.now()).toISOString();
  if (isNew) run.environment.young.note(id, run.environment.now());
  const applied = appliedBy(run, wanted, object, isNew);
  const progress: Progress = { applied, object, pending: undefined, done: [], doubtful: new Map() };
  const made = run.behaviour.outputsOf(object, wanted);
  const reached: Reached = { undoubled: false, looked: false };
  try {
    // A service that answers for another region or account than was meant is noticed while the id is still kept.
    isAccountCertain(run, placeOf(run, run.behaviour.identify(object)));
    progress.object = await waitUntilReady(run, id, object, inputs);
    await removeDoubles(run, id);
    reached.undoubled = true;
    await runSteps(run, id, wanted, progress);
    if (isNew && progress.object === object) progress.object = await completed(run, id, object);
    reached.looked = true;
  } catch (error) {
    const state = { ...stateAfter(run, inputs, progress, made, reached), __since: since };
    throw new PartialFailure(id, state, sentence(run, error), { cause: error });
  }
  return { id, state: { ...stateAfter(run, inputs, progress, made, reached), ...wanted, __since: since } };
}

/** What a creation has to read back, once the service knows the object everywhere. */
async function completed(run: OperationRun, id: string, object: unknown): Promise<unknown> {
  const { complete } = run.behaviour;
  return complete === undefined ? object : whileSettling(run, id, undefined, () => complete(run, object));
}

async function makeOrTake(
  run: OperationRun,
  inputs: Inputs,
  wanted: Inputs,
  earlier: State | undefined,
): Promise<Made> {
  const { existing } = run.behaviour;
  if (existing !== undefined) return { object: await adopt(run, inputs[existing], wanted, existing), isNew: false };
  if (inputs.__adopt !== undefined) return { object: await adopt(run, inputs.__adopt, wanted), isNew: false };
  run.nonce = earlier?.__nonce ?? run.behaviour.nonce?.make(run.environment.random) ?? "";
  return make(run, inputs, earlier?.__attempt);
}

/** Doubtful attempts before the outcome is left open. */
const maxAttempts = 6;
const pauseMs = 200;

/** Sends the creation until its outcome is certain, and never makes a second object. */
async function make(run: OperationRun, inputs: Inputs, earlierAttempt: string | undefined): Promise<Made> {
  const firstAttempt = run.environment.now();
  const attemptTime = (): number =>
    earlierAttempt === undefined ? run.serviceTime(firstAttempt) : Date.parse(earlierAttempt);
  let doubtful = false;
  if (earlierAttempt !== undefined) {
    const found = await findOwn(run, inputs, attemptTime);
    if (found.kind === "own") return { object: found.object, isNew: true };
    doubtful = true;
  }
  for (let attempt = 1; ; attempt++) {
    let failure: unknown;
    try {
      return { object: await run.behaviour.create(run, visible(inputs)), isNew: true };
    } catch (error) {
      failure = error;
    }
    const refused = !isOutcomeUnknown(failure);
    if (refused && !doubtful) {
      const taken = await findTaken(run, inputs, failure);
      if (taken !== undefined) return restoreTaken(run, inputs, taken);
      if (await paused(run, inputs, failure, pauseMs * attempt)) continue;
      throw failure;
    }
    doubtful = true;
    const found = await findOwn(run, inputs, attemptTime).catch(() => undefined);
    if (found?.kind === "own") return { object: found.object, isNew: true };
    if (found?.kind === "foreign") throw nameTaken(run, found.identity);
    if (found?.kind === "nothing" && refused) throw failure;
    // Sent again only where the service has said that nothing is there.
    const spent = attempt >= maxAttempts || run.deadline.leftMs <= pauseMs * attempt;
    if (found === undefined || spent) throw unknownOutcome(run, inputs, attemptTime(), failure);
    await run.environment.sleep(pauseMs * attempt);
  }
}

/** Keeps what is needed to find the object later, under an id that says that nobody knows whether it exists. */
function unknownOutcome(run: OperationRun, inputs: Inputs, attemptMs: number, doubt: unknown): PartialFailure {
  // What goes in with the creation and is never shown counts as applied if the object is found, as does a first trigger.
  const kept = Object.entries(run.behaviour.inputs)
    .filter(
      ([, { change, secret, appliedAtCreation, isTrigger }]) =>
        (change === "replace" && secret !== true) ||
        change === "creation" ||
        appliedAtCreation === true ||
        isTrigger === true,
    )
    .map(([name]) => [name, inputs[name]]);
  const state: State = present({
    ...(Object.fromEntries(kept) as State),
    ...hiddenOf(inputs),
    __place: placeOf(run, undefined),
    __attempt: new Date(attemptMs).toISOString(),
    __nonce: run.nonce === "" ? undefined : run.nonce,
  });
  const name = String(run.nonce === "" ? inputs["name"] : (inputs["name"] ?? run.nonce));
  // Pulumi keeps ids in clear.
  const isSecret = run.meta?.secrets?.includes("name") === true;
  return new PartialFailure(
    unknownOutcomeId(isSecret ? "(secret)" : name),
    state,
    `it is not known whether the ${run.behaviour.noun} ${JSON.stringify(name)} was made: ${sentence(run, doubt)}. ` +
      "Run `pulumi refresh`, which finds out, and then `pulumi up` again",
  );
}

/** A refused creation is most often a taken name: the object that has it is restored if that is wanted, or named. */
async function restoreTaken(run: OperationRun, inputs: Inputs, taken: Taken): Promise<Made> {
  const { restore } = run.behaviour;
  if (taken.identity?.phase !== "terminating" || restore?.wanted(inputs) !== true) {
    throw nameTaken(run, taken.identity, taken.name);
  }
  await restore.run(run, taken.identity.id);
  return { object: await adopt(run, taken.identity.id, visible(inputs)), isNew: false };
}

interface Taken {
  readonly name: string;
  readonly identity: Identity | undefined;
}

/** The object that has the name already. Where nobody can tell, the refusal itself says the most. */
async function findTaken(run: OperationRun, inputs: Inputs, refusal: unknown): Promise<Taken | undefined> {
  const name = inputs["name"];
  const possible = refusal instanceof ApiError && [400, 409].includes(refusal.status) && typeof name === "string";
  if (!possible) return undefined;
  try {
    if (run.behaviour.isNameTaken !== undefined && !(await run.behaviour.isNameTaken(run, name))) return undefined;
    const object = await run.behaviour.findByName?.(run, name);
    if (object === undefined && run.behaviour.isNameTaken === undefined) return undefined;
    return { name, identity: object === undefined ? undefined : run.behaviour.identify(object) };
  } catch {
    return undefined;
  }
}

function nameTaken(run: OperationRun, identity: Identity | undefined, name = identity?.name): LifecycleError {
  const { noun } = run.behaviour;
  const taken = `the name ${JSON.stringify(name ?? "")} is taken`;
  if (identity === undefined) return new LifecycleError(`${taken} by another ${noun}: choose another name`);
  if (identity.phase === "terminating") {
    const until = identity.deleteAt === undefined ? "" : ` until ${identity.deleteAt}`;
    return new LifecycleError(
      `${taken} by the ${noun} ${identity.id}, which waits for its deletion${until}: choose another name`,
    );
  }
  const rival = run.claims.rival(identity.id, run.meta);
  if (rival !== undefined) {
    return new LifecycleError(
      `${taken} by the ${noun} ${identity.id} of the resource ${JSON.stringify(rival)}: give one of them another name`,
    );
  }
  return new LifecycleError(
    `${taken} by the ${noun} ${identity.id}. If that is this resource's own, renamed or moved in the program, keep it with ` +
      "the option aliases or `pulumi state rename`; if it is to be replaced, give the new one another name" +
      `${byDeletingFirst(run)}. Otherwise choose another name, or take that one over with adopt: "${identity.id}"`,
  );
}

/** Kinds whose name is free again at once can have the old object deleted first. */
function byDeletingFirst({ behaviour }: OperationRun): string {
  return behaviour.replacement === "delete-first-if-named" ? ", or set the option deleteBeforeReplace" : "";
}

/** What is applied right after the creation: what the service shows, and what is known to go in with it unseen. */
function appliedBy(run: OperationRun, wanted: Inputs, object: unknown, isNew: boolean): Record<string, unknown> {
  const shown = run.behaviour.inputsOf(object, wanted) as Record<string, unknown>;
  const applied: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(run.behaviour.inputs)) {
    const value = wanted[name];
    // What an object that was taken over has too much is taken away.
    if (value === undefined && isSurplus(rule, shown[name])) applied[name] = shown[name];
    if (value === undefined) continue;
    if (shown[name] !== undefined) applied[name] = differs(rule, shown[name], value) ? shown[name] : value;
    else if (rule.change !== "update" || rule.isTrigger === true || (rule.appliedAtCreation === true && isNew))
      applied[name] = value;
  }
  return applied;
}

/** Parts of a creation that a later update has to repeat where they were not reached. */
interface Reached {
  /** What one request made too much is gone. */
  undoubled: boolean;
  /** What the creation's reply leaves out was read. */
  looked: boolean;
}

function stateAfter(run: OperationRun, inputs: Inputs, progress: Progress, made: object, reached: Reached): State {
  const identity = run.behaviour.identify(progress.object);
  const { looked } = reached;
  const finished = identity.phase === "ready" && reached.undoubled && (looked || run.behaviour.complete === undefined);
  return present({
    ...made,
    ...present(run.behaviour.outputsOf(progress.object, inputs)),
    ...stateOf(progress),
    ...hiddenOf(inputs),
    __place: placeOf(run, identity),
    __fingerprints: looked ? remember(run, progress.object, inputs, undefined, []) : undefined,
    __unfinished: finished ? undefined : true,
    __nonce: finished || run.nonce === "" ? undefined : run.nonce,
    __unmanaged: unmanaged(run, inputs, progress.object),
  });
}

/**
 * What the object has and the program does not say: needed when the program says it later. What can be changed in place
 * is of use only after a creation that nobody knows the inputs of any more.
 */
export function unmanaged(
  run: OperationRun,
  managed: Inputs,
  object: unknown,
  changes: readonly Change[] = ["replace"],
): AnyInputs | undefined {
  const shown = Object.entries(run.behaviour.inputsOf(object, managed)).filter(([name, value]) => {
    const change = run.behaviour.inputs[name]?.change;
    return value !== undefined && managed[name] === undefined && change !== undefined && changes.includes(change);
  });
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

/** The program's own inputs. */
export function visible(inputs: Inputs): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !isHidden(name)));
}

/** The hidden keys that inputs and state share. */
export function hiddenOf(inputs: Inputs): Pick<Inputs, "__meta" | "__auto" | "__adopt" | "__adopted"> {
  const { __meta, __auto, __adopt, __adopted } = inputs;
  return present({ __meta, __auto, __adopt, __adopted });
}
