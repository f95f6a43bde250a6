import { CallError } from "../../calls/errors";
import { plainId, sameId } from "../../words/ids";
import type { Identity } from "../definition/identity";
import type { AnyInputs } from "../definition/input-rule";
import { isNotFound } from "../run/not-found";
import { attemptOf, findOwn, type Found } from "./own-object";
import { proveGone } from "./proof-of-absence";
import { valuesOf, type ResourceRecord } from "../record/record";
import type { ResourceRun } from "../run/resource-run";
import type { SnapshotCache } from "../command/snapshot";
import { settlingMs, settlingPausesMs } from "../command/young-objects";

/** Finds an object by its id. Undefined if it is certainly gone. */
export async function findObject(
  run: ResourceRun,
  id: string,
  record: ResourceRecord,
  isCertain: boolean,
  snapshots: SnapshotCache<unknown>,
): Promise<unknown> {
  const listed = await takeListed(run, id, record, snapshots);
  // An object that a list lacks, or whose deletion the list shows as scheduled, is read singly.
  if (listed !== undefined && run.behaviour.identify(listed).phase !== "terminating") return listed;
  try {
    return await run.behaviour.find(run, id);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    if (run.resource?.get === true) {
      throw new CallError(`there is no ${run.noun} with the id ${JSON.stringify(id)} in this account and region`, {
        cause: error,
      });
    }
    await proveGone(run, record.location, isCertain);
    return isYoung(run, record) ? lookAgain(run, id, record) : undefined;
  }
}

/** Finds the object of a creation whose outcome was unknown. Undefined if there certainly is none. */
export async function findAttempted(run: ResourceRun, record: ResourceRecord, isCertain: boolean): Promise<unknown> {
  const find = (): Promise<Found> => findOwn(run, record, () => attemptOf(record), record.open.token);
  const mayAppear = ({ kind }: Found, count: number): boolean =>
    kind === "nothing" && (count === 0 ? isYoung(run, record) : isUnsettled(run, record));
  const found = await readWhile(run, await find(), find, mayAppear);
  if (found.kind === "own") return found.object;
  if (found.kind === "undated") {
    if (run.claims.successor(record)?.adopt === found.identity.id) return undefined;
    throw undated(run, found.identity);
  }
  await proveGone(run, record.location, isCertain);
  return undefined;
}

function undated({ noun }: ResourceRun, { id, name }: Identity): CallError {
  return new CallError(
    `there is a ${noun} ${JSON.stringify(name)} (${id}), and the service does not show when it was made, so that ` +
      `nobody can tell whether this resource made it: if it is yours, manage it with adopt: "${id}"; otherwise give ` +
      "another name. `pulumi state delete` forgets the attempt",
  );
}

/** For so long after an object was made a service may not show it everywhere. The same holds while it is unfinished. */
const youngMs = 10 * 60_000;

function isYoung(run: ResourceRun, record: ResourceRecord): boolean {
  return record.open.isUnfinished === true || ageOf(run, record) < youngMs;
}

/** True if a service may not know an object at all yet. */
export function isUnsettled(run: ResourceRun, record: ResourceRecord): boolean {
  return Math.abs(ageOf(run, record)) < settlingMs;
}

/** Milliseconds since an object was made. */
export function ageOf(run: ResourceRun, { since, open: { creation } }: ResourceRecord): number {
  return run.now() - Date.parse(since ?? creation?.ended ?? creation?.begun ?? "");
}

/** Reads a young object again: it is gone only if its list lacks it too, and neither shows it a moment later. */
async function lookAgain(run: ResourceRun, id: string, record: ResourceRecord): Promise<unknown> {
  const missing = async (): Promise<Look> => ({ object: undefined, isListed: await isInList(run, id, record) });
  const find = async (): Promise<Look> => {
    try {
      return { object: await run.behaviour.find(run, id), isListed: true };
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return missing();
    }
  };
  const mayAppear = ({ object, isListed }: Look, count: number): boolean =>
    object === undefined && (count === 0 || isListed || isUnsettled(run, record));
  const { object, isListed } = await readWhile(run, await missing(), find, mayAppear);
  if (object === undefined && isListed) throw notShown(run);
  return object;
}

interface Look {
  readonly object: unknown;
  /** Whether the object's list shows it. */
  readonly isListed: boolean;
}

/** Reads again after each pause, as long as the object may still appear. `count` is how often it was read again so far. */
async function readWhile<T>(
  run: ResourceRun,
  first: T,
  read: () => Promise<T>,
  mayAppear: (found: T, count: number) => boolean,
): Promise<T> {
  let found = first;
  for (const [count, pause] of settlingPausesMs.entries()) {
    if (!mayAppear(found, count)) break;
    if (run.deadline.leftMs <= pause) throw notShown(run);
    await run.environment.sleep(pause);
    found = await read();
  }
  return found;
}

function notShown({ noun }: ResourceRun): CallError {
  return new CallError(
    `the service does not show this ${noun}, which may only be too young: nothing was dropped from state; ` +
      "run `pulumi refresh` again in a minute",
  );
}

async function isInList(run: ResourceRun, id: string, record: ResourceRecord): Promise<boolean> {
  const { listing } = run.behaviour;
  const known = valuesOf(record);
  if (listing === undefined || groupOf(run, known) === undefined) return false;
  return (await listing.list(run, known)).some((object) => sameId(run.behaviour.identify(object).id, id));
}

/** The object from a list that many reads share. */
async function takeListed(
  run: ResourceRun,
  id: string,
  record: ResourceRecord,
  snapshots: SnapshotCache<unknown>,
): Promise<unknown> {
  const { listing } = run.behaviour;
  const { now } = run.environment;
  // A list omits some properties, such as outputs that never change: it serves only records that have them, without open updates.
  if (record.location === undefined || record.open.uncertain !== undefined) return undefined;
  const known = valuesOf(record);
  const group = groupOf(run, known);
  if (listing === undefined || listing.isPartial === true || group === undefined) return undefined;
  // A refresh reads each object once. What is only looked up may be wanted as it is after a step of the program.
  const lifetime = run.resource?.get === true ? "short" : "while used";
  return snapshots.take(plainId(id), now, async () => byId(run, await listing.list(run, known)), { group, lifetime });
}

/** The group that is listed with an object: all objects of the kind, unless it has groups. */
function groupOf({ behaviour }: ResourceRun, known: AnyInputs): string | undefined {
  return behaviour.listing?.group === undefined ? "" : behaviour.listing.group(known);
}

function byId(run: ResourceRun, objects: readonly unknown[]): Map<string, unknown> {
  return new Map(objects.map((object) => [plainId(run.behaviour.identify(object).id), object]));
}
