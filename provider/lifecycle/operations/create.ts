import { adopt } from "./adopt";
import { differs, isUnexpected } from "../values/compare";
import { makeObject, type Made } from "./creation-attempt";
import { PartialFailure } from "../record/partial-failure";
import type { AnyInputs, InputRule } from "../definition/input-rule";
import { isAccountCertain, locationOf } from "../run/location";
import { removeDuplicates } from "./own-object";
import { newProgress } from "./progress";
import type { Desired, ResourceRecord } from "../record/record";
import type { ResourceRun } from "../run/resource-run";
import { whileSettling } from "../run/settling";
import { runSteps } from "./steps";
import { created, createdBlindly, isSetByCreation, type Creation, type Reached } from "./transitions";
import { waitUntilReady } from "./wait";

export interface Created {
  readonly id: string;
  readonly record: ResourceRecord;
}

/**
 * Makes an object (or adopts one) and brings it to what is desired. `earlier` is the record that a creation of unknown
 * outcome has left, and that this creation continues with.
 */
export async function create(run: ResourceRun, desired: Desired, earlier?: ResourceRecord): Promise<Created> {
  const { inputs } = desired;
  const token = earlier?.open.token ?? run.behaviour.creationToken?.make(run.environment.random);
  const made = await makeOrAdopt(run, desired, token, earlier);
  const { object, isNew } = made;
  const { id } = run.behaviour.identify(object);
  const since = new Date(run.now()).toISOString();
  if (isNew) run.environment.young.note(id, run.environment.now());
  const progress = newProgress(object);
  const reached: Reached = { isDeduplicated: false, isReadBack: false };
  const creation: Creation = { desired, since, token: made.isNew ? token : undefined, made: object, progress, reached };
  try {
    Object.assign(progress.applied, appliedByCreation(run, desired, object, isNew));
    // Checked here because a failure from now on keeps the id: the object may be in another region or account than meant.
    isAccountCertain(run, locationOf(run, run.behaviour.identify(object)));
    progress.object = await waitUntilReady(run, id, object, desired);
    await removeDuplicates(run, id, creation.token);
    reached.isDeduplicated = run.behaviour.creationToken?.mayDuplicate !== true || made.mayBeDuplicated !== true;
    await runSteps(run, id, inputs, progress);
    if (isNew && progress.object === object) progress.object = await readBack(run, id, object);
    reached.isReadBack = true;
    const record = created(run, creation);
    return { id, record: { ...record, inputs: { ...record.inputs, ...inputs } } };
  } catch (error) {
    throw new PartialFailure(id, recordOf(run, creation), run.reasonOf(error), { cause: error });
  }
}

/** The record of the creation. If the reply cannot be understood, the object exists all the same. */
function recordOf(run: ResourceRun, creation: Creation): ResourceRecord {
  try {
    return created(run, creation);
  } catch {
    return createdBlindly(run, creation.desired, creation.since);
  }
}

/** Reads what the reply of a creation leaves out. Waits until the service knows the object everywhere. */
async function readBack(run: ResourceRun, id: string, object: unknown): Promise<unknown> {
  const { complete } = run.behaviour;
  return complete === undefined ? object : whileSettling(run, id, undefined, () => complete(run, object));
}

async function makeOrAdopt(
  run: ResourceRun,
  desired: Desired,
  token: string | undefined,
  earlier: ResourceRecord | undefined,
): Promise<Made> {
  const { existing } = run.behaviour;
  const { inputs } = desired;
  if (existing !== undefined) return { object: await adopt(run, inputs[existing], inputs, existing), isNew: false };
  if (desired.adopt !== undefined) return { object: await adopt(run, desired.adopt, inputs), isNew: false };
  return makeObject(run, desired, token, earlier);
}

/** Whether the program leaves a value of an adopted object to others that nobody can read: it is not written then. */
function isLeftAsItIs({ adopt, resource }: Desired, name: string, rule: InputRule<unknown>): boolean {
  return adopt !== undefined && rule.writeOnly === true && resource?.ignored?.includes(name) === true;
}

/** The inputs applied by the creation: those that the service shows, and those that it takes without showing them. */
function appliedByCreation(run: ResourceRun, desired: Desired, object: unknown, isNew: boolean): AnyInputs {
  const { inputs: wanted } = desired;
  const shown = run.behaviour.inputsOf(object, wanted) as AnyInputs;
  const applied: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(run.behaviour.inputs)) {
    const value = wanted[name];
    // An adopted object may have values that the program leaves out: they are recorded, so that the steps remove them.
    if (value === undefined && isUnexpected(rule, shown[name])) applied[name] = shown[name];
    if (value === undefined) continue;
    if (shown[name] !== undefined) applied[name] = differs(rule, shown[name], value) ? shown[name] : value;
    else if (rule.change !== "update" || isSetByCreation(rule, wanted, isNew) || isLeftAsItIs(desired, name, rule)) {
      applied[name] = value;
    }
  }
  return applied;
}
