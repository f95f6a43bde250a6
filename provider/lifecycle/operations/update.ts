import { CallError } from "../../calls/errors";
import { completed } from "./completion";
import { differingInputs } from "../values/compare";
import { PartialFailure } from "../record/partial-failure";
import { isAccountCertain, refuseOtherAccount, uncertainAccount } from "../run/location";
import { isNotFound } from "../run/not-found";
import { isOmitted } from "../record/omitted";
import { removeDuplicates } from "./own-object";
import { ageOf, isUnsettled } from "./lookup";
import { isTaken } from "../record/unread";
import { isUnknownOutcomeId } from "../record/unknown-outcome";
import { appliedInputs, namesIn, newProgress, openSteps, type Progress } from "./progress";
import type { Desired, ResourceRecord } from "../record/record";
import { wayToReplace } from "../planning/replacement";
import type { ResourceRun } from "../run/resource-run";
import { whileSettling } from "../run/settling";
import { cancelDeletion } from "./restore";
import { runSteps } from "./steps";
import { updated } from "./transitions";
import { waitUntilReady } from "./wait";

/** Brings an object to what is desired, step by step, and gives the new record. */
export async function update(
  run: ResourceRun,
  id: string,
  record: ResourceRecord,
  desired: Desired,
): Promise<ResourceRecord> {
  if (isUnknownOutcomeId(id)) {
    throw new CallError("it is not known whether this object exists: run `pulumi refresh` first");
  }
  noteAge(run, id, record);
  const progress = startingPoint(record, desired, await proveAccount(run, id, record));
  warnOfCreationOnly(run, record, desired);
  const before = certaintiesOf(progress);
  let isRestored = false;
  try {
    if (record.open.awaitsRestoration === true) {
      const { object, refusal } = await cancelDeletion(run, id);
      if (refusal !== undefined) throw refusal;
      isRestored = true;
      progress.object = object;
    }
    await finishCreation(run, id, record, progress, desired);
    await runSteps(run, id, desired.inputs, progress);
  } catch (error) {
    const isUntouched = certaintiesOf(progress) === before && !isRestored;
    if (isUntouched) throw error;
    const failed = updated(run, record, { desired, progress, isDone: false, isRestored });
    throw new PartialFailure(id, failed, run.reasonOf(error), { cause: error });
  }
  return updated(run, record, { desired, progress, isDone: true, isRestored });
}

/** What the command before has just made may be as unknown to the service as what this one makes. */
function noteAge(run: ResourceRun, id: string, record: ResourceRecord): void {
  const { environment } = run;
  const isMade = record.adopt === undefined && run.behaviour.existing === undefined;
  if (isMade && isUnsettled(run, record)) environment.young.note(id, environment.now() - ageOf(run, record));
}

/** Applied inputs, values that are known although they are not managed, and the values that the object may have. */
function startingPoint(record: ResourceRecord, desired: Desired, object: unknown): Progress {
  const { inputs } = desired;
  const unmanaged = Object.entries(record.unmanaged ?? {}).filter(([name]) => inputs[name] !== undefined);
  const taken = Object.entries(inputs).filter(
    ([name, value]) => isOmitted(record, name, value) || isTaken(record, desired, name),
  );
  const applied = { ...Object.fromEntries([...unmanaged, ...taken]), ...record.inputs };
  const uncertain = new Map(Object.entries(record.open.uncertain ?? {}).map(([name, names]) => [name, namesIn(names)]));
  return newProgress(object, { applied, pending: record.open.step, uncertain });
}

/** What a failed update would record for the next one, as a text to compare. */
function certaintiesOf(progress: Progress): string {
  return JSON.stringify([appliedInputs(progress), openSteps(progress)]);
}

/** Finishes an operation that ended before the object was ready, or before it was read. */
async function finishCreation(
  run: ResourceRun,
  id: string,
  record: ResourceRecord,
  progress: Progress,
  desired: Desired,
): Promise<void> {
  const { open } = record;
  if (open.isUnfinished !== true) return;
  const object = progress.object ?? (await whileSettling(run, id, undefined, () => run.behaviour.find(run, id)));
  const ready = await waitUntilReady(run, id, object, desired);
  await removeDuplicates(run, id, open.token);
  progress.object = await completed(run, record, ready);
}

/** With other credentials than the remembered ones, the object itself must prove that the account is the same. */
async function proveAccount(run: ResourceRun, id: string, { location }: ResourceRecord): Promise<unknown> {
  if (isAccountCertain(run, location)) return undefined;
  try {
    const object = await run.behaviour.find(run, id);
    refuseOtherAccount(run, location, run.behaviour.identify(object));
    return object;
  } catch (error) {
    throw isNotFound(error) ? uncertainAccount(run) : error;
  }
}

function warnOfCreationOnly(run: ResourceRun, record: ResourceRecord, desired: Desired): void {
  const changed = differingInputs(run.behaviour, record.inputs, desired.inputs).filter(
    (name) => run.behaviour.inputs[name]?.change === "creation",
  );
  if (changed.length === 0) return;
  run.warn(
    `${changed.join(", ")}: the new value is kept in state, but the API takes it at creation only; ` +
      `change it in the console, or replace the ${run.noun}: ${wayToReplace(run.behaviour, desired)}`,
  );
}
