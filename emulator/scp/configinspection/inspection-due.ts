import type { DueRule } from "../../settlement";
import { diagnoses } from "./diagnosis";
import { addRuns, finishedRun, keptRuns, newRun, runs } from "./run";
import { latestRunTimes, nextRunAt, scheduledCheckTypes } from "./schedule";

/** A diagnosis runs by itself: at once as often as it was due, of which only what is kept is made. */
export const diagnosisDueRule: DueRule = {
  collection: diagnoses.name,
  happen({ store }, id, now) {
    const diagnosis = store.of(diagnoses).get(id);
    if (!diagnosis) return undefined;
    const { next_run_at, schedule } = diagnosis;
    const checkTypes = scheduledCheckTypes(schedule);
    const times = latestRunTimes(schedule, Date.parse(next_run_at ?? ""), now, keptRuns);
    const added = times.flatMap((time) => checkTypes.map((type) => newRun(diagnosis, type, "schedule", time)));
    const moved = diagnoses.put({ ...diagnosis, next_run_at: nextRunAt(schedule, now) });
    store.commit(moved, ...addRuns(store, id, added));
    return undefined;
  },
};

/** A run ends. One without its diagnosis, which only a file that was written by hand has, is gone. */
export const runDueRule: DueRule = {
  collection: runs.name,
  happen({ store }, id) {
    const run = store.of(runs).get(id);
    const diagnosis = store.of(diagnoses).get(run?.diagnosis_id ?? "");
    store.commit(run && diagnosis ? runs.put(finishedRun(diagnosis, run)) : runs.drop(id));
    return undefined;
  },
};
