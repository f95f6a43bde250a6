import { isBehind, type Moment } from "../../world/lag";
import type { ScpRequest } from "../service";
import { runs, type Run } from "./run";

/** Whether replies show a run already. A requested run may stay hidden for `runLagSeconds`. */
export function isSeen(moment: Moment, { requested_at, trigger }: Run): boolean {
  return trigger !== "request" || !isBehind(moment, "runLagSeconds", Date.parse(requested_at));
}

/** The newest run of a diagnosis that replies show, finished or not. */
export function newestSeenRun(request: ScpRequest, diagnosisId: string): Run | undefined {
  const owned = Array.from(request.context.store.of(runs).owned(diagnosisId));
  return owned.filter((run) => isSeen(request, run)).at(-1);
}
