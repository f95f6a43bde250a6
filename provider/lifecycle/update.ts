import { hiddenOf, lastingOutputs, visible } from "./create";
import { differingInputs } from "./compare";
import { LifecycleError, PartialFailure } from "./errors";
import { sentence } from "./explain";
import { remember } from "./fingerprints";
import { isOmitted } from "./large-values";
import { isNotFound } from "./not-found";
import type { OperationRun } from "./operation-run";
import { isUnknownOutcomeId, removeDoubles } from "./own-object";
import { isAccountCertain, placeOf, refuseOtherAccount, uncertainAccount } from "./place";
import { wayToReplace } from "./replacement";
import { takeBack } from "./restore";
import { present, type Inputs, type State } from "./state";
import { namesIn, newProgress, runSteps, stateOf, type Progress } from "./steps";
import { waitUntilReady } from "./wait";

/** Brings an object to what is wanted, step by step, and gives the new state. */
export async function update(run: OperationRun, id: string, state: State, inputs: Inputs): Promise<State> {
  if (isUnknownOutcomeId(id)) {
    throw new LifecycleError("it is not known whether this object exists: run `pulumi refresh` first");
  }
  const seen = await proveAccount(run, id, state);
  const wanted = visible(inputs);
  const progress = progressFrom(state, wanted, seen);
  warnOfCreationOnly(run, state, inputs);
  const before = JSON.stringify(stateOf(progress));
  let restored = false;
  try {
    if (state.__waiting === true) {
      const { object, refusal } = await takeBack(run, id);
      if (refusal !== undefined) throw refusal;
      restored = true;
      progress.object = object;
    }
    await finishCreation(run, id, state, progress, inputs);
    await runSteps(run, id, wanted, progress);
  } catch (error) {
    const untouched = JSON.stringify(stateOf(progress)) === before && !restored;
    if (untouched) throw error;
    const failed = stateAfter(run, state, inputs, progress, false);
    throw new PartialFailure(id, restored ? { ...failed, __waiting: false } : failed, sentence(run, error), {
      cause: error,
    });
  }
  const { __waiting, ...after } = stateAfter(run, state, inputs, progress, true);
  return { ...withoutInputs(run, after), ...wanted };
}

/** Where the object stands: what was applied, what it is known to have besides, and what it may have. */
function progressFrom(state: State, wanted: Inputs, object: unknown): Progress {
  const unmanaged = Object.entries(state.__unmanaged ?? {}).filter(([name]) => wanted[name] !== undefined);
  const omitted = Object.entries(wanted).filter(([name, value]) => isOmitted(state, name, value));
  const { __omitted, ...applied } = { ...Object.fromEntries([...unmanaged, ...omitted]), ...state };
  const doubtful = new Map(Object.entries(state.__doubtful ?? {}).map(([name, names]) => [name, namesIn(names)]));
  return newProgress(object, { applied, pending: state.__pending, doubtful });
}

/** An earlier creation may have ended while the object was still being made. */
async function finishCreation(
  run: OperationRun,
  id: string,
  state: State,
  progress: Progress,
  inputs: Inputs,
): Promise<void> {
  if (state.__unfinished !== true) return;
  const ready = await waitUntilReady(run, id, progress.object ?? (await run.behaviour.find(run, id)), inputs);
  run.nonce = state.__nonce ?? "";
  await removeDoubles(run, id);
  progress.object = (await run.behaviour.complete?.(run, ready)) ?? ready;
}

/** With other credentials than the remembered ones, the object itself must prove that the account is the same. */
async function proveAccount(run: OperationRun, id: string, state: State): Promise<unknown> {
  if (isAccountCertain(run, state.__place)) return undefined;
  try {
    const object = await run.behaviour.find(run, id);
    refuseOtherAccount(run, state.__place, run.behaviour.identify(object));
    return object;
  } catch (error) {
    throw isNotFound(run, error) ? uncertainAccount(run) : error;
  }
}

function warnOfCreationOnly(run: OperationRun, state: State, inputs: Inputs): void {
  const changed = differingInputs(run.behaviour, state, inputs).filter(
    (name) => run.behaviour.inputs[name]?.change === "creation",
  );
  if (changed.length === 0) return;
  run.warn(
    `${changed.join(", ")}: the new value is kept in state, but the API takes it at creation only; ` +
      `change it in the console, or replace the ${run.behaviour.noun}: ${wayToReplace(run.behaviour, inputs)}`,
  );
}

function stateAfter(run: OperationRun, state: State, inputs: Inputs, progress: Progress, looked: boolean): State {
  const shown = progress.object === undefined ? undefined : run.behaviour.identify(progress.object);
  const unfinished = state.__unfinished === true && shown?.phase !== "ready";
  return present({
    ...stateOf(progress),
    ...(progress.object === undefined ? {} : present(run.behaviour.outputsOf(progress.object, inputs))),
    ...lastingOutputs(run, state),
    ...hiddenOf(inputs),
    __place: { ...state.__place, ...placeOf(run, shown) },
    __fingerprints: remember(
      run,
      looked ? progress.object : undefined,
      inputs,
      state.__fingerprints,
      appliedNames(run, progress),
      progress.unshown,
    ),
    __unfinished: unfinished ? true : undefined,
    __nonce: unfinished ? state.__nonce : undefined,
  });
}

/** Names of the inputs that were applied now. */
function appliedNames(run: OperationRun, progress: Progress): readonly string[] {
  return run.behaviour.steps.filter(({ name }) => progress.done.includes(name)).flatMap(({ inputs }) => [...inputs]);
}

/** An input that the program no longer gives leaves the state. */
function withoutInputs(run: OperationRun, state: State): State {
  return Object.fromEntries(Object.entries(state).filter(([name]) => run.behaviour.inputs[name] === undefined));
}
