import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import type { Engine } from "../story/engine";
import { refresh, up } from "../story/flow";
import type { SimulatedWorld } from "../world/simulated-world";
import type { Holding } from "./reference";

/** What further commands did, although nothing was to be done. */
export interface Unrest {
  readonly wrong: readonly string[];
  /** Messages of those that failed. */
  readonly failures: readonly string[];
}

/** Runs commands that have nothing to do, since everything is as the program says. */
export async function unrestOf(world: SimulatedWorld, engine: Engine, goal: Properties): Promise<Unrest> {
  const wrong: string[] = [];
  const failures: string[] = [];
  for (const [wish, expected] of [
    [up(goal), "same"],
    [refresh, "[]"],
    [up(goal), "same"],
  ] as const) {
    const before = world.network.noted.length;
    const { done, failure } = await engine.command(wish);
    const writes = world.network.noted.slice(before).filter(({ isRead }) => !isRead);
    if (failure !== undefined) failures.push(failure);
    if (done === expected && writes.length === 0) continue;
    wrong.push(`${wish.command} in the end: ${failure ?? done}, with ${JSON.stringify(writes)}`);
  }
  return { wrong, failures };
}

/** What a destroy should have left otherwise. Of a kind whose objects are only forgotten the object stays. */
export function wrongAfterDestroy(table: LifeTable, before: Holding, { own, others }: Holding): readonly string[] {
  const kept = table.isOnlyForgotten === true && before.own !== undefined ? 1 : 0;
  if (own === undefined && others.length === before.others.length + kept) return [];
  return [`destroy in the end leaves ${JSON.stringify([own, others])}`];
}
