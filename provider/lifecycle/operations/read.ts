import { sameId } from "../../words/ids";
import type { Identity } from "../definition/identity";
import { isAccountCertain, refuseOtherAccount } from "../run/location";
import { completed } from "./completion";
import { findAttempted, findObject } from "./lookup";
import { hasUnread } from "../record/unread";
import { isUnknownOutcomeId } from "../record/unknown-outcome";
import { valuesOf, type Desired, type ResourceRecord } from "../record/record";
import type { ResourceRun } from "../run/resource-run";
import type { SnapshotCache } from "../command/snapshot";
import { observed } from "./transitions";

export interface ReadResult {
  readonly id: string;
  /**
   * The inputs as the object has them, as far as the program manages them. Undefined if the record lacks some of what was
   * applied: then Pulumi's engine keeps the inputs that it has.
   */
  readonly managed: Desired | undefined;
  readonly record: ResourceRecord;
}

/** Reads the managed inputs and the outputs of an object. Undefined if it is certainly gone. Never writes. */
export async function read(
  run: ResourceRun,
  id: string,
  record: ResourceRecord,
  snapshots: SnapshotCache<unknown>,
): Promise<ReadResult | undefined> {
  const { location } = record;
  const isCertain = isAccountCertain(run, location);
  const object = isUnknownOutcomeId(id)
    ? await findWhole(run, record, isCertain)
    : await findObject(run, id, record, isCertain, snapshots);
  if (object === undefined) return undefined;
  const identity = run.behaviour.identify(object);
  refuseOtherAccount(run, location, identity);
  if (countsAsGone(run, record, identity)) return undefined;
  warnOfUnknownSpellings(run, object);
  const notice = run.behaviour.notice?.(object, valuesOf(record), run.now());
  if (notice !== undefined) run.warn(notice);
  const { completed, isIncomplete } = await readBack(run, record, object);
  const result = observed(run, record, completed, isIncomplete);
  const shown = run.behaviour.identify(completed).id;
  return {
    // Other resources have the id as their input.
    id: sameId(shown, id) ? id : shown,
    record: result.record,
    managed: isWhole(record) || run.resource?.get === true ? result.managed : undefined,
  };
}

/** The object of a creation of unknown outcome, as its id shows it: a list may leave out what the record lacks too. */
async function findWhole(run: ResourceRun, record: ResourceRecord, isCertain: boolean): Promise<unknown> {
  const found = await findAttempted(run, record, isCertain);
  if (found === undefined) return undefined;
  return run.behaviour.find(run, run.behaviour.identify(found).id).catch(() => found);
}

/** Whether the record has all inputs that were applied. */
function isWhole(record: ResourceRecord): boolean {
  return record.omitted === undefined && !hasUnread(record);
}

/** Whether the object counts as deleted, with a warning. An object that is only looked up never does. */
function countsAsGone(run: ResourceRun, record: ResourceRecord, identity: Identity): boolean {
  if (run.resource?.get === true) return false;
  if (identity.phase === "gone") return true;
  if (identity.phase !== "terminating" || run.behaviour.restore?.wanted(record.inputs) === true) return false;
  const when = identity.deleteAt === undefined ? "" : ` on ${identity.deleteAt}`;
  const wayToKeep = run.behaviour.wayToKeep?.(identity);
  const remedy = wayToKeep === undefined ? "" : `. To keep it, ${wayToKeep}`;
  run.warn(`the ${run.noun} ${identity.id} waits for its deletion${when} and counts as gone${remedy}`);
  return true;
}

function warnOfUnknownSpellings(run: ResourceRun, object: unknown): void {
  for (const part of run.behaviour.notUnderstood?.(object) ?? []) {
    run.warnOnce(
      `${run.noun} ${part}`,
      `the service shows ${part} in a way that this version of pulumi-scp does not understand, so that changes of it that ` +
        "are made elsewhere are not noticed: state keeps what it has. A newer version of the package may know it",
    );
  }
}

/** Completes a creation whose read-back failed. If it fails again, the next update retries and reports the reason. */
async function readBack(
  run: ResourceRun,
  record: ResourceRecord,
  object: unknown,
): Promise<{ completed: unknown; isIncomplete: boolean }> {
  const { open } = record;
  const isOpen = open.creation !== undefined || open.isUnfinished === true;
  if (!isOpen) return { completed: object, isIncomplete: false };
  try {
    return { completed: await completed(run, record, object), isIncomplete: false };
  } catch {
    return { completed: object, isIncomplete: true };
  }
}
