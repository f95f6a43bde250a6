import { ApiError, isOutcomeUnknown, RequestError } from "../clients/http/errors";
import { adopt, refuseDiffering } from "./adopt";
import type { Identity } from "./identity";
import type { AnyInputs, Change, InputRule } from "./input-rule";
import { differs, isKept, isSurplus } from "./compare";
import { LifecycleError, PartialFailure } from "./errors";
import { sentence } from "./explain";
import { remember } from "./fingerprints";
import { lookUntil } from "./look";
import type { OperationRun } from "./operation-run";
import { attemptOf, findOwn, removeDoubles, unknownOutcomeId, type Attempt, type Found } from "./own-object";
import { isAccountCertain, placeOf } from "./place";
import { takeBack } from "./restore";
import { paused, whileSettling } from "./settling";
import { isHidden, present, type Inputs, type State } from "./state";
import { newProgress, runSteps, stateOf, type Progress } from "./steps";
import { waitUntilReady } from "./wait";

interface Made {
  readonly object: unknown;
  /** False where it was there before. */
  readonly isNew: boolean;
  /** True where an attempt whose reply was lost may have made another one, which is not shown yet. */
  readonly mayBeDoubled?: boolean;
}

export interface Created {
  readonly id: string;
  readonly state: State;
}

/**
 * Makes an object (or takes one over) and brings it to what is wanted. `earlier` is the state that a creation of unknown
 * outcome has left, which this one goes on with.
 */
export async function create(run: OperationRun, inputs: Inputs, earlier?: State): Promise<Created> {
  const wanted = visible(inputs);
  const made = await makeOrTake(run, inputs, wanted, earlier);
  const { object, isNew } = made;
  const { id } = run.behaviour.identify(object);
  const since = new Date(run.now()).toISOString();
  if (isNew) run.environment.young.note(id, run.environment.now());
  const progress = newProgress(object);
  const reached: Reached = { undoubled: false, looked: false };
  const stateNow = (): State => ({ ...stateAfter(run, inputs, progress, object, reached), __since: since });
  try {
    Object.assign(progress.applied, appliedBy(run, wanted, object, isNew));
    // A service that answers for another region or account than was meant is noticed while the id is still kept.
    isAccountCertain(run, placeOf(run, run.behaviour.identify(object)));
    progress.object = await waitUntilReady(run, id, object, inputs);
    await removeDoubles(run, id);
    reached.undoubled = run.behaviour.nonce?.mayDouble !== true || made.mayBeDoubled !== true;
    await runSteps(run, id, wanted, progress);
    if (isNew && progress.object === object) progress.object = await completed(run, id, object);
    reached.looked = true;
    return { id, state: { ...stateNow(), ...wanted } };
  } catch (error) {
    throw new PartialFailure(id, orLeast(run, inputs, since, stateNow), sentence(run, error), { cause: error });
  }
}

/** An object whose reply cannot be understood is there all the same: with its id the next operation reads it again. */
function orLeast(run: OperationRun, inputs: Inputs, since: string, stateNow: () => State): State {
  try {
    return stateNow();
  } catch {
    return { ...certainOf(run, inputs, true), __place: placeOf(run, undefined), __since: since, __unfinished: true };
  }
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
  return make(run, inputs, earlier);
}

/** Doubtful attempts before the outcome is left open. One that could double the object is repeated less often. */
const maxAttempts = { named: 6, unnamed: 3 };
const pauseMs = 200;
/**
 * A list may lag behind: for so long an object is looked for before another request could make a second one, which is found
 * and removed later, and longer after a refusal, which another request would only meet again.
 */
const lookPausesMs = { unnamed: [500, 1000], refused: [500, 1000, 2000, 4000] };

/** Sends the creation until its outcome is certain, and never makes a second object. */
async function make(run: OperationRun, inputs: Inputs, earlier: State | undefined): Promise<Made> {
  const begun = run.environment.now();
  const attempt = (): Attempt => ({
    startMs: earlier === undefined ? run.serviceTime(begun) : attemptOf(earlier).startMs,
    endMs: run.now(),
  });
  const unknown = (failure: unknown): PartialFailure => unknownOutcome(run, inputs, attempt(), failure);
  if (earlier !== undefined) {
    const found = await findOwn(run, earlier, () => attemptOf(earlier)).catch((error: unknown) => {
      throw unknown(error);
    });
    if (found.kind === "own") return { object: found.object, isNew: true, mayBeDoubled: true };
    if (found.kind !== "nothing") throw nameTaken(run, found.identity);
  }
  const most = run.behaviour.nonce === undefined ? maxAttempts.named : maxAttempts.unnamed;
  for (let count = 1, doubtful = earlier !== undefined; ; count++) {
    let failure: unknown;
    try {
      return { object: await run.behaviour.create(run, visible(inputs)), isNew: true, mayBeDoubled: doubtful };
    } catch (error) {
      failure = error;
    }
    const refused = !isOutcomeUnknown(failure);
    if (refused && !doubtful) {
      const taken = await findTaken(run, inputs, failure);
      if (taken !== undefined) return restoreTaken(run, inputs, taken);
      if (await paused(run, inputs, failure, pauseMs * count)) continue;
      throw failure;
    }
    // A refusal after a lost reply may be about the very object that is looked for.
    const found = await lookForOwn(run, inputs, attempt, refused);
    if (found?.kind === "own") return { object: found.object, isNew: true, mayBeDoubled: doubtful };
    if (found?.kind === "foreign") throw nameTaken(run, found.identity);
    doubtful = true;
    // Sent again only where the service has said that nothing is there, and may take the same request a moment later.
    const spent = count >= most || run.deadline.leftMs <= pauseMs * count;
    const isTransient = failure instanceof RequestError && failure.transient;
    if (found?.kind !== "nothing" || !isTransient || refused || spent) throw unknown(failure);
    await run.environment.sleep(pauseMs * count);
  }
}

/** Undefined where nobody can say. */
function lookForOwn(
  run: OperationRun,
  inputs: Inputs,
  attempt: () => Attempt,
  refused: boolean,
): Promise<Found | undefined> {
  const { nonce } = run.behaviour;
  const pauses = refused ? lookPausesMs.refused : nonce === undefined ? [] : lookPausesMs.unnamed;
  const look = (): Promise<Found | undefined> => findOwn(run, inputs, attempt).catch(() => undefined);
  return lookUntil(run, pauses, look, (found) => found?.kind !== "nothing");
}

/** Keeps what is needed to find the object later, under an id that says that nobody knows whether it exists. */
function unknownOutcome(run: OperationRun, inputs: Inputs, attempt: Attempt, doubt: unknown): PartialFailure {
  const state: State = present({
    ...certainOf(run, inputs, true),
    __place: placeOf(run, undefined),
    __attempt: new Date(attempt.startMs).toISOString(),
    __attemptEnd: new Date(attempt.endMs).toISOString(),
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
async function restoreTaken(run: OperationRun, inputs: Inputs, { name, object }: Taken): Promise<Made> {
  const identity = object === undefined ? undefined : run.behaviour.identify(object);
  if (identity?.phase !== "terminating" || run.behaviour.restore?.wanted(inputs) !== true) {
    throw nameTaken(run, identity, name);
  }
  refuseDiffering(run, identity.id, object, visible(inputs));
  const { object: back, refusal } = await takeBack(run, identity.id).catch((error: unknown) => {
    throw halfRestored(run, inputs, identity, error);
  });
  if (refusal === undefined) return { object: back, isNew: false };
  throw isOutcomeUnknown(refusal) ? halfRestored(run, inputs, identity, refusal) : refusal;
}

/** It may be back: what cannot be changed matches, and the next update goes on from here. */
function halfRestored(run: OperationRun, inputs: Inputs, identity: Identity, error: unknown): PartialFailure {
  const state = {
    ...certainOf(run, inputs, false),
    __place: placeOf(run, identity),
    __since: new Date(run.now()).toISOString(),
    __waiting: true,
  };
  return new PartialFailure(identity.id, state, sentence(run, error), { cause: error });
}

/**
 * What counts as applied of an object that nobody has seen, once it is there: all that no step brings about. Secrets are kept
 * where nothing else tells later that they were set.
 */
function certainOf(run: OperationRun, inputs: Inputs, isNew: boolean): State {
  const certain = Object.entries(run.behaviour.inputs).filter(
    ([, rule]) =>
      (rule.change !== "update" && rule.secret !== true) || rule.isTrigger === true || isSet(rule, inputs, isNew),
  );
  return present({ ...Object.fromEntries(certain.map(([name]) => [name, inputs[name]])), ...hiddenOf(inputs) });
}

interface Taken {
  readonly name: string;
  /** Undefined where the service does not show it. */
  readonly object: unknown;
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
    return { name, object };
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
    else if (rule.change !== "update" || rule.isTrigger === true || isSet(rule, wanted, isNew)) applied[name] = value;
  }
  return applied;
}

/** A value that nobody can read: a creation sets it, and of an object that was there the program may want to keep it. */
function isSet(rule: InputRule<unknown>, wanted: Inputs, isNew: boolean): boolean {
  return rule.appliedAtCreation === true && (isNew || isKept(rule, wanted));
}

/** Parts of a creation that a later update has to repeat where they were not reached. */
interface Reached {
  /** What one request made too much is gone. */
  undoubled: boolean;
  /** What the creation's reply leaves out was read. */
  looked: boolean;
}

function stateAfter(run: OperationRun, inputs: Inputs, progress: Progress, made: unknown, reached: Reached): State {
  const identity = run.behaviour.identify(progress.object);
  const madeWith = run.behaviour.outputsOf(made, visible(inputs));
  const { looked } = reached;
  const finished = identity.phase === "ready" && reached.undoubled && (looked || run.behaviour.complete === undefined);
  return present({
    ...present(madeWith),
    ...present(run.behaviour.outputsOf(progress.object, inputs)),
    ...lastingOutputs(run, madeWith),
    ...stateOf(progress),
    ...hiddenOf(inputs),
    __place: placeOf(run, identity),
    __fingerprints: looked ? remember(run, progress.object, inputs, undefined, [], progress.unshown) : undefined,
    __unfinished: finished ? undefined : true,
    __nonce: finished || run.nonce === "" ? undefined : run.nonce,
    __unmanaged: unmanaged(run, inputs, progress.object),
  });
}

/** What later reads may show in another form, as it is known. */
export function lastingOutputs({ behaviour }: OperationRun, known: AnyInputs): AnyInputs {
  return present(Object.fromEntries((behaviour.lasting ?? []).map((name) => [name, known[name]])));
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
