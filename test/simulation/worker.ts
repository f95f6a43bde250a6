import { worldDocument } from "../../emulator/world/changes";
import type { SwitchChanges } from "../../emulator/world/switches";
import { newExplorer } from "./explorer";
import type { First } from "./search/explorer";
import { quickWorlds } from "./worlds/worlds";
import type { Trace } from "./search/trace";

type Flow = Omit<Trace, "hits">;

/** What tools/simulate.mjs has its processes do. */
export type Job =
  | { readonly what: "kinds" }
  | { readonly what: "world"; readonly world: unknown }
  | { readonly what: "flows"; readonly kind: string; readonly world: SwitchChanges }
  | { readonly what: "worlds" }
  | { readonly what: "sample"; readonly kind: string; readonly world: SwitchChanges; readonly seed: number }
  | { readonly what: "singles"; readonly flow: Flow }
  | { readonly what: "pairs"; readonly flow: Flow; readonly first: First }
  | { readonly what: "play"; readonly trace: Trace };

/** The switches that somebody has named; throws an error that says what is wrong with them. */
function worldOf(named: unknown): SwitchChanges {
  const parsed = worldDocument.safeParse(named);
  if (parsed.success) return parsed.data;
  throw new Error(`--world: ${parsed.error.issues.map(({ message }) => message).join("; ")}`);
}

/** What does one job after the other. */
export async function newWorker(): Promise<(job: Job) => Promise<unknown>> {
  const explorer = await newExplorer();
  return async (job) => {
    if (job.what === "kinds") return explorer.kinds;
    if (job.what === "world") return worldOf(job.world);
    if (job.what === "flows") return explorer.flows(job.kind, job.world);
    if (job.what === "worlds") return quickWorlds();
    if (job.what === "sample") return explorer.sample(job.kind, job.world, job.seed);
    if (job.what === "singles") return explorer.singles(job.flow);
    if (job.what === "pairs") return explorer.pairs(job.flow, job.first);
    return explorer.play(job.trace);
  };
}
