import type { DueRule } from "../../settlement";
import { diagnoses } from "./diagnosis";
import { addRuns, finishedRun, keptRuns, newRun, runs } from "./run";
import { latestRunTimes, nextRunAt, scheduledCheckTypes } from "./schedule";

/**
 * Runs a diagnosis by its schedule. Where the clock skipped several times, all of these runs happen at once, but only
 * those that are kept are made.
 */
export const diagnosisDueRule: DueRule = {
  collection: diagnoses.name,
  happen({ store }, id, now) {
    const diagnosis = store.of(diagnoses).get(id);
    if (!diagnosis) return;
    const { next_run_at, schedule } = diagnosis;
    const checkTypes = scheduledCheckTypes(schedule);
    const times = latestRunTimes(schedule, Date.parse(next_run_at ?? ""), now, keptRuns);
    const added = times.flatMap((time) => checkTypes.map((type) => newRun(diagnosis, type, "schedule", time)));
    const moved = diagnoses.put({ ...diagnosis, next_run_at: nextRunAt(schedule, now) });
    store.commit(moved, ...addRuns(store, id, added));
  },
};

/** Ends a run. A run without its diagnosis can only come from an edited state file; it is removed. */
export const runDueRule: DueRule = {
  collection: runs.name,
  happen({ store }, id) {
    const run = store.of(runs).get(id);
    const diagnosis = store.of(diagnoses).get(run?.diagnosis_id ?? "");
    store.commit(run && diagnosis ? runs.put(finishedRun(diagnosis, run)) : runs.drop(id));
  },
};
