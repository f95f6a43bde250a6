import { newExplorer } from "./explorer";
import type { First } from "./search/explorer";
import type { Trace } from "./search/trace";

type Flow = Omit<Trace, "hits">;

/** What tools/simulate.mjs has its processes do. */
export type Job =
  | { readonly what: "kinds" }
  | { readonly what: "flows"; readonly kind: string }
  | { readonly what: "singles"; readonly flow: Flow }
  | { readonly what: "pairs"; readonly flow: Flow; readonly first: First }
  | { readonly what: "play"; readonly trace: Trace };

/** What does one job after the other. */
export async function newWorker(): Promise<(job: Job) => Promise<unknown>> {
  const explorer = await newExplorer();
  return async (job) => {
    if (job.what === "kinds") return explorer.kinds;
    if (job.what === "flows") return explorer.flows(job.kind);
    if (job.what === "singles") return explorer.singles(job.flow);
    if (job.what === "pairs") return explorer.pairs(job.flow, job.first);
    return explorer.play(job.trace);
  };
}
