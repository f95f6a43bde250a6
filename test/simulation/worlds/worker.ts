import { Expected } from "./judge";
import { newLives } from "./new-lives";
import { extentOf, pairwiseWorlds } from "./worlds";

/** What tools/simulate-worlds.mjs has its processes do. */
export type Job = { readonly what: "extent" } | { readonly what: "world"; readonly index: number };

/** What was lived in a world. */
interface WorldReport {
  readonly flows: number;
  /** Messages that a world gives rise to. */
  readonly messages: number;
  readonly wrong: readonly string[];
}

/** What does one job after the other. */
export async function newWorker(): Promise<(job: Job) => Promise<unknown>> {
  const lives = await newLives();
  const worlds = pairwiseWorlds();
  const [first] = worlds;
  if (first === undefined) throw new Error("there are no worlds");
  let expected: Promise<Expected> | undefined;
  return async (job) => {
    if (job.what === "extent") return { text: extentOf(worlds), worlds: worlds.length };
    const world = worlds[job.index];
    if (world === undefined) throw new Error(`there is no world ${String(job.index)}`);
    expected ??= lives.in(first).then((lived) => new Expected(lived));
    const all = await expected;
    const lived = await lives.in(world);
    const wrong = lived.flatMap((one) => all.wrong(one, world).map((text) => `${one.kind}, ${one.flow}: ${text}`));
    const messages = lived.reduce((sum, one) => sum + one.messages.length, 0);
    return { flows: lived.length, messages, wrong } satisfies WorldReport;
  };
}
