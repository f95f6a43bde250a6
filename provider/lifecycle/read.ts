import type { Identity } from "./identity";
import type { AnyInputs, Change } from "./input-rule";
import { changedElsewhere } from "./changed-elsewhere";
import { isAbsent, isSurplus, keepIfSame, withoutAbsent } from "./compare";
import { hiddenOf, lastingOutputs, unmanaged } from "./create";
import { LifecycleError } from "./errors";
import { changedOnes, remember } from "./fingerprints";
import { isNotFound } from "./not-found";
import type { OperationRun } from "./operation-run";
import { attemptOf, findOwn, isUnknownOutcomeId, type Found } from "./own-object";
import { isAccountCertain, placeOf, refuseOtherAccount, uncertainAccount } from "./place";
import { settlingMs } from "./settling";
import type { SnapshotCache } from "./snapshot";
import { present, type Inputs, type Place, type State } from "./state";
import { namesIn } from "./steps";

export interface ReadResult {
  readonly id: string;
  /** Undefined where state lacks some of what was applied: then the engine keeps the inputs that it has. */
  readonly inputs: Inputs | undefined;
  readonly state: State;
}

/** Reads an object: what is managed of it, and its outputs. Undefined where it is certainly gone. Never writes. */
export async function read(
  run: OperationRun,
  id: string,
  state: State,
  snapshots: SnapshotCache<unknown>,
): Promise<ReadResult | undefined> {
  const certain = isAccountCertain(run, state.__place);
  const object = isUnknownOutcomeId(id)
    ? await findAttempted(run, state, certain)
    : await find(run, id, state, certain, snapshots);
  if (object === undefined) return undefined;
  const identity = run.behaviour.identify(object);
  refuseOtherAccount(run, state.__place, identity);
  if (identity.phase === "gone" && run.meta?.get !== true) return undefined;
  const restorable = run.behaviour.restore?.wanted(state) === true;
  if (identity.phase === "terminating" && run.meta?.get !== true && !restorable) {
    const when = identity.deleteAt === undefined ? "" : ` on ${identity.deleteAt}`;
    run.warn(
      `the ${run.behaviour.noun} ${identity.id} waits for its deletion${when} and counts as gone. ` +
        "To keep it, cancel the deletion in the console before that date and take it over again with adopt",
    );
    return undefined;
  }
  sayWhatIsNotUnderstood(run, object);
  const notice = run.behaviour.notice?.(object, state, run.now());
  if (notice !== undefined) run.warn(notice);
  const { completed, isIncomplete } = await complete(run, state, object);
  return result(run, state, completed, isIncomplete);
}

function sayWhatIsNotUnderstood(run: OperationRun, object: unknown): void {
  const { noun, notUnderstood } = run.behaviour;
  for (const part of notUnderstood?.(object) ?? []) {
    run.warnOnce(
      `${noun} ${part}`,
      `the service shows ${part} in a way that this version of pulumi-scp does not understand, so that changes of it that ` +
        "are made elsewhere are not noticed: state keeps what it has. A newer version of the package may know it",
    );
  }
}

/** What a creation had to read back and could not is read now; where that fails, the next update tries and says why. */
async function complete(
  run: OperationRun,
  state: State,
  object: unknown,
): Promise<{ completed: unknown; isIncomplete: boolean }> {
  const isOpen = state.__attempt !== undefined || state.__unfinished === true;
  if (run.behaviour.complete === undefined || !isOpen) return { completed: object, isIncomplete: false };
  try {
    return { completed: await run.behaviour.complete(run, object), isIncomplete: false };
  } catch {
    return { completed: object, isIncomplete: true };
  }
}

/** The object of a creation whose outcome was unknown; undefined where there certainly is none. */
export async function findAttempted(run: OperationRun, state: State, certain: boolean): Promise<unknown> {
  run.nonce = state.__nonce ?? "";
  const find = (): Promise<Found> => findOwn(run, state, () => attemptOf(state));
  let found = await find();
  for (const [count, pause] of lookPausesMs.entries()) {
    if (found.kind !== "nothing" || !(count === 0 ? isYoung(run, state) : isUnsettled(run, state))) break;
    if (run.deadline.leftMs <= pause) throw notShown(run);
    await run.environment.sleep(pause);
    found = await find();
  }
  if (found.kind === "own") return found.object;
  if (found.kind === "undated") {
    if (run.claims.successor(state)?.__adopt === found.identity.id) return undefined;
    throw undated(run, found.identity);
  }
  await proveGone(run, state.__place, certain);
  return undefined;
}

function undated({ behaviour }: OperationRun, { id, name }: Identity): LifecycleError {
  return new LifecycleError(
    `there is a ${behaviour.noun} ${JSON.stringify(name)} (${id}), and the service does not show when it was made, so that ` +
      `nobody can tell whether this resource made it: if it is yours, take it over with adopt: "${id}"; otherwise give ` +
      "another name. `pulumi state delete` forgets the attempt",
  );
}

async function find(
  run: OperationRun,
  id: string,
  state: State,
  certain: boolean,
  snapshots: SnapshotCache<unknown>,
): Promise<unknown> {
  const listed = await takeListed(run, id, state, snapshots);
  // What a list lacks, or shows as waiting, is asked for singly.
  if (listed !== undefined && run.behaviour.identify(listed).phase !== "terminating") return listed;
  try {
    return await run.behaviour.find(run, id);
  } catch (error) {
    if (!isNotFound(run, error)) throw error;
    if (run.meta?.get === true) {
      throw new LifecycleError(
        `there is no ${run.behaviour.noun} with the id ${JSON.stringify(id)} in this account and region`,
        { cause: error },
      );
    }
    await proveGone(run, state.__place, certain);
    return isYoung(run, state) ? lookAgain(run, id, state) : undefined;
  }
}

/** For so long after an object was made, or while it is unfinished, a service may not show it everywhere. */
const youngMs = 10 * 60_000;
/** Pauses between looks: what is not shown is waited for as long as others wait before they use a key (SCP 6.1). */
const lookPausesMs = [1000, 2000, 4000, 4000, 4000];

function isYoung(run: OperationRun, state: State): boolean {
  return state.__unfinished === true || run.now() - madeAt(state) < youngMs;
}

/** True where a service may know nothing at all of an object yet. */
function isUnsettled(run: OperationRun, state: State): boolean {
  return Math.abs(run.now() - madeAt(state)) < settlingMs;
}

function madeAt({ __since, __attempt, __attemptEnd }: State): number {
  return Date.parse(__since ?? __attemptEnd ?? __attempt ?? "");
}

/** A young object is gone only where its list, too, lacks it, and both still do a moment later. */
async function lookAgain(run: OperationRun, id: string, state: State): Promise<unknown> {
  let listed = await listedAs(run, id, state);
  for (const [count, pause] of lookPausesMs.entries()) {
    if (count > 0 && listed === undefined && !isUnsettled(run, state)) return undefined;
    if (run.deadline.leftMs <= pause) throw notShown(run);
    await run.environment.sleep(pause);
    try {
      return await run.behaviour.find(run, id);
    } catch (error) {
      if (!isNotFound(run, error)) throw error;
    }
    listed = await listedAs(run, id, state);
  }
  if (listed !== undefined) throw notShown(run);
  return undefined;
}

function notShown({ behaviour }: OperationRun): LifecycleError {
  return new LifecycleError(
    `the service does not show this ${behaviour.noun}, which may only be too young: nothing was dropped from state; ` +
      "run `pulumi refresh` again in a minute",
  );
}

async function listedAs(run: OperationRun, id: string, state: State): Promise<unknown> {
  const { family, list: listAll } = run.behaviour;
  const objects = family?.of(state) === undefined ? await listAll?.(run) : await family.list(run, state);
  return objects?.find((object) => run.behaviour.identify(object).id === id);
}

/** The object as a list shows it that serves many reads. */
async function takeListed(
  run: OperationRun,
  id: string,
  state: State,
  snapshots: SnapshotCache<unknown>,
): Promise<unknown> {
  const { family, listIsComplete } = run.behaviour;
  const { now } = run.environment;
  // A list may leave out what never changes, and more: it serves objects of which nothing is open.
  if (state.__place === undefined || state.__doubtful !== undefined) return undefined;
  const name = family?.of(state);
  if (family !== undefined && name !== undefined) {
    return snapshots.take(id, now, async () => byId(run, await family.list(run, state)), name);
  }
  return listIsComplete === true ? snapshots.take(id, now, async () => byId(run, await list(run))) : undefined;
}

async function list(run: OperationRun): Promise<readonly unknown[]> {
  if (run.behaviour.list === undefined) throw new TypeError("this kind has no list");
  return run.behaviour.list(run);
}

function byId(run: OperationRun, objects: readonly unknown[]): Map<string, unknown> {
  return new Map(objects.map((object) => [run.behaviour.identify(object).id, object]));
}

/**
 * Refuses to take an object that was not found for gone while the account is uncertain. Any object of the account that
 * state remembers proves that the credentials are for that account; where there is none at all, scp:accountId says it.
 */
export async function proveGone(run: OperationRun, remembered: Place | undefined, certain: boolean): Promise<void> {
  if (certain) return;
  const account = remembered?.account;
  const said = run.environment.connection.place(run.definition.cloud).account;
  const listed = account === undefined ? [] : await listedAccounts(run);
  // Kinds that show no account leave it to the user to say that the stack is where it always was.
  const isSaid = said !== undefined && (account === undefined || said === account);
  const proven = listed.length === 0 ? isSaid : listed.some((shown) => shown === account);
  if (!proven) throw uncertainAccount(run);
}

/** Accounts of listed objects. A list that does not show them is helped by one of its objects. */
async function listedAccounts(run: OperationRun): Promise<readonly string[]> {
  if (run.behaviour.list === undefined) return [];
  const identities = (await list(run)).map((object) => run.behaviour.identify(object));
  const [first] = identities;
  const shown = identities.map(({ account }) => account);
  const helped =
    first === undefined || shown.some((account) => account !== undefined)
      ? shown
      : [run.behaviour.identify(await run.behaviour.find(run, first.id)).account];
  return helped.filter((account) => account !== undefined);
}

function result(run: OperationRun, state: State, object: unknown, isIncomplete: boolean): ReadResult {
  const identity = run.behaviour.identify(object);
  const doubtful = state.__doubtful ?? {};
  const shown = run.behaviour.inputsOf(object, { ...possibleValues(doubtful), ...state }) as Record<string, unknown>;
  const lookup = run.meta?.get === true;
  const inputs: Record<string, unknown> = { ...hiddenOf(state) };
  for (const [name, rule] of Object.entries(run.behaviour.inputs)) {
    const old = state[name];
    const value = lookup ? shown[name] : withoutAbsent(rule, shown[name]);
    if (
      lookup
        ? value !== undefined
        : old !== undefined || isSurplus(rule, value) || (name in doubtful && !isAbsent(rule, value))
    ) {
      inputs[name] = shown[name] === undefined ? old : keepIfSame(rule, old, value);
    }
  }
  for (const name of lookup ? [] : changedOnes(run, object, state)) inputs[name] = changedElsewhere;
  const mayBeDoubled = state.__nonce !== undefined && run.behaviour.nonce?.mayDouble === true;
  const stillDoubtful = Object.entries(doubtful).filter(([name]) => shown[name] === undefined);
  const read = present({
    ...kept(state),
    ...run.behaviour.outputsOf(object, state),
    ...lastingOutputs(run, state),
    ...inputs,
    __place: { ...state.__place, ...placeOf(run, identity) },
    __since: state.__since ?? state.__attempt,
    __fingerprints: lookup ? undefined : remember(run, object, inputs, state.__fingerprints, []),
    __doubtful: stillDoubtful.length === 0 ? undefined : Object.fromEntries(stillDoubtful),
    __waiting: identity.phase === "terminating" ? true : undefined,
    __unfinished: identity.phase === "creating" || mayBeDoubled || isIncomplete ? true : undefined,
    __nonce: mayBeDoubled ? state.__nonce : undefined,
    __unmanaged: lookup ? undefined : unmanagedOf(run, state, inputs, object),
  });
  const managed = state.__omitted === undefined ? present(inputs) : undefined;
  return { id: identity.id, inputs: lookup ? hiddenOf(state) : managed, state: read };
}

/** A list may show less of it than is known already. */
function unmanagedOf(run: OperationRun, state: State, inputs: Inputs, object: unknown): AnyInputs | undefined {
  const changes: readonly Change[] = state.__attempt === undefined ? ["replace"] : ["replace", "update"];
  const shown = unmanaged(run, inputs, object, changes);
  return state.__unmanaged === undefined ? shown : { ...state.__unmanaged, ...shown };
}

/** What the service shows in some replies only stays. */
function kept({ __attempt, __attemptEnd, __nonce, ...state }: State): State {
  return state;
}

/** Inputs in doubt are managed, with all that they may have: for kinds that show what is managed only. */
function possibleValues(doubtful: NonNullable<State["__doubtful"]>): AnyInputs {
  return Object.fromEntries(
    Object.entries(doubtful).map(([name, names]) => [
      name,
      Object.fromEntries(namesIn(names).map((part) => [part, undefined])),
    ]),
  );
}
