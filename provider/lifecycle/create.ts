import { ApiError, isOutcomeUnknown } from "../clients/http/errors";
import { adopt } from "./adopt";
import type { AnyInputs, Identity } from "./behaviour";
import { differs } from "./compare";
import { LifecycleError, PartialFailure } from "./errors";
import { sentence } from "./explain";
import type { OperationRun } from "./operation-run";
import { findOwn, unknownOutcomeId } from "./own-object";
import { placeOf } from "./place";
import { isHidden, present, type Inputs, type State } from "./state";
import { runSteps, type Progress } from "./steps";
import { waitUntilReady } from "./wait";

export interface Created {
  readonly id: string;
  readonly state: State;
}

/** Makes an object (or takes one over) and brings it to what is wanted. */
export async function create(run: OperationRun, inputs: Inputs): Promise<Created> {
  const wanted = visible(inputs);
  const adopted = typeof inputs.__adopt === "string";
  const object = adopted ? await adopt(run, inputs.__adopt, wanted) : await make(run, inputs);
  const { id } = run.behaviour.identify(object);
  const progress: Progress = { applied: appliedBy(run, wanted, object, adopted), object, pending: undefined };
  const made = run.behaviour.outputsOf(object);
  try {
    progress.object = await waitUntilReady(run, id, object);
    await runSteps(run, id, wanted, progress);
  } catch (error) {
    throw new PartialFailure(id, stateAfter(run, inputs, progress, made), sentence(run, error));
  }
  return { id, state: { ...stateAfter(run, inputs, progress, made), ...wanted } };
}

/** Doubtful attempts before the outcome is left open. */
const maxAttempts = 6;
const pauseMs = 200;

/** Sends the creation until its outcome is certain, and never makes a second object. */
async function make(run: OperationRun, inputs: Inputs): Promise<unknown> {
  const firstAttempt = run.environment.now();
  const attemptTime = (): number => run.serviceTime(firstAttempt);
  let doubtful = false;
  for (let attempt = 1; ; attempt++) {
    let failure: unknown;
    try {
      return await run.behaviour.create(run, visible(inputs));
    } catch (error) {
      failure = error;
    }
    const refused = !isOutcomeUnknown(failure);
    if (refused && !doubtful) throw await explainRefusal(run, inputs, failure);
    doubtful = true;
    const found = await findOwn(run, inputs, attemptTime).catch(() => undefined);
    if (found?.kind === "own") return found.object;
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
  const fixed = Object.entries(run.behaviour.inputs)
    .filter(([, rule]) => rule.change === "replace" && rule.secret !== true)
    .map(([name]) => [name, inputs[name]]);
  const state: State = present({
    ...(Object.fromEntries(fixed) as State),
    ...hiddenOf(inputs),
    __place: placeOf(run, undefined),
    __attempt: new Date(attemptMs).toISOString(),
  });
  const name = String(inputs["name"]);
  return new PartialFailure(
    unknownOutcomeId(name),
    state,
    `it is not known whether the ${run.behaviour.noun} ${JSON.stringify(name)} was made: ${sentence(run, doubt)}. ` +
      "Run `pulumi refresh`, which finds out, and then `pulumi up` again",
  );
}

/** A refused creation is most often a taken name: then the way out is named. */
async function explainRefusal(run: OperationRun, inputs: Inputs, error: unknown): Promise<unknown> {
  const name = inputs["name"];
  if (!(error instanceof ApiError) || ![400, 409].includes(error.status) || typeof name !== "string") return error;
  try {
    if ((await run.behaviour.isNameTaken?.(run, name)) !== true) return error;
    const object = await run.behaviour.findByName(run, name);
    return nameTaken(run, object === undefined ? undefined : run.behaviour.identify(object), name);
  } catch {
    return error;
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
  return new LifecycleError(
    `${taken} by the ${noun} ${identity.id}: choose another name, or take that one over with adopt: "${identity.id}"`,
  );
}

/** What is applied right after the creation: what the service shows, and what is known to go in with it unseen. */
function appliedBy(run: OperationRun, wanted: Inputs, object: unknown, adopted: boolean): Record<string, unknown> {
  const shown = run.behaviour.inputsOf(object) as Record<string, unknown>;
  const applied: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(run.behaviour.inputs)) {
    const value = wanted[name];
    if (value === undefined) continue;
    if (shown[name] !== undefined) applied[name] = differs(rule, shown[name], value) ? shown[name] : value;
    else if (rule.change !== "update" || (rule.appliedAtCreation === true && !adopted)) applied[name] = value;
  }
  return applied;
}

function stateAfter(run: OperationRun, inputs: Inputs, progress: Progress, made: object): State {
  const identity = run.behaviour.identify(progress.object);
  return present({
    ...made,
    ...present(run.behaviour.outputsOf(progress.object)),
    ...progress.applied,
    ...hiddenOf(inputs),
    __place: placeOf(run, identity),
    __pending: progress.pending,
    __unfinished: identity.phase === "ready" ? undefined : true,
    __unmanaged: unmanaged(run, inputs, progress.object),
  });
}

/** What is fixed on the object and not said by the program: needed when the program says it later. */
export function unmanaged(run: OperationRun, managed: Inputs, object: unknown): AnyInputs | undefined {
  const shown = Object.entries(run.behaviour.inputsOf(object)).filter(
    ([name, value]) =>
      value !== undefined && managed[name] === undefined && run.behaviour.inputs[name]?.change === "replace",
  );
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

/** The program's own inputs. */
export function visible(inputs: Inputs): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !isHidden(name)));
}

/** The hidden keys that inputs and state share. */
export function hiddenOf(inputs: Inputs): Pick<Inputs, "__meta" | "__auto" | "__adopt"> {
  return present({ __meta: inputs.__meta, __auto: inputs.__auto, __adopt: inputs.__adopt });
}
