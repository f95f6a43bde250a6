import { SimulatedWorld } from "./world/simulated-world";

import { beforeAll, beforeEach, expect, test } from "@jest/globals";

import { newId } from "../../emulator/scp/identifier";
import { StackModel, type ResourceState } from "../support/stack-model";
import type { Holdings } from "./world/simulated-emulator";

/** As many keys as a region may have (SCP 6.1). */
const count = 10_000;
/** How many resources Pulumi's engine reads at once. */
const atOnce = 8;

let world: SimulatedWorld;
let states: readonly ResourceState[];

beforeAll(async () => {
  world = await SimulatedWorld.start();
  const template = await world.command("KmsKey", async (process) => {
    const stack = new StackModel(process, "KmsKey", "key");
    await stack.up({ name: "first", purpose: "aes-256", rotation: { enabled: true, periodInDays: 90 } });
    if (stack.state === undefined) throw new Error("the key was not made");
    return stack.state;
  });
  const ids = [template.id, ...Array.from({ length: count - 1 }, () => newId())];
  world.emulator.load(copies(world.emulator.save(), template.id, ids));
  states = ids.map((id) => ({
    ...template,
    id,
    inputs: named(template.inputs, id),
    outputs: named(template.outputs, id),
  }));
});

beforeEach(() => {
  world.network.reset(new Map());
});

const named = (properties: object, id: string) => ({ ...properties, name: id });

/** The same holdings, with an object of each id in the place of one. */
function copies(holdings: Holdings, original: string, ids: readonly string[]): Holdings {
  return holdings.flatMap((change) => {
    const [collection, id, value] = change;
    return id === original
      ? ids.map((copy) => [collection, copy, named({ ...value, id: copy }, copy)] as const)
      : [change];
  });
}

/**
 * Refreshes keys in one command, of which the engine takes `engineMs` for each besides. Answers how often the service was
 * asked, how long it took, and which keys are seen as changed.
 */
async function refresh(keys: readonly ResourceState[], engineMs: number) {
  const { network, time } = world;
  const begun = time.now;
  const changed: string[] = [];
  await world.command("KmsKey", async (process) => {
    const left = keys.values();
    const readSome = async (): Promise<void> => {
      for (const { id, inputs, outputs } of left) {
        const read = await process.read(id, outputs);
        if (read.id !== id || JSON.stringify(read.inputs) !== JSON.stringify(inputs)) changed.push(id);
        time.pass(engineMs);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, readSome));
  });
  return { requests: network.noted.length, seconds: (time.now - begun) / 1000, changed };
}

test("a service that allows five requests a second lets 10,000 keys be refreshed in a quarter of a minute", async () => {
  const fault = { status: 429 } as const;
  const limit = world.network.limits.add({ perSecond: 5, skip: 0, times: 0, seed: 1, fault });
  const { requests, seconds, changed } = await refresh(states, 1);
  const [refused] = world.network.limits.list().filter(({ id }) => id === limit);
  expect(changed).toEqual([]);
  expect(requests - (refused?.struck ?? 0)).toBeLessThanOrEqual(12);
  expect(seconds).toBeLessThan(15);
});

test("a list serves a whole refresh, also one that takes longer than answers are shared otherwise", async () => {
  const { requests, seconds, changed } = await refresh(states.slice(0, 1000), 60);
  expect(changed).toEqual([]);
  expect(requests).toBeLessThanOrEqual(11);
  expect(seconds).toBeGreaterThan(45);
});
