import { isDeepStrictEqual } from "node:util";

import type { ResourceTable } from "../../support/lifecycle-suite/table";
import type { Engine } from "../story/engine";
import type { Story } from "../story/flow";
import type { SimulatedWorld } from "../world/simulated-world";

export type Stored = { readonly id: string } & object;

/** What the service holds of the kind. */
export interface Holding {
  /** The resource's object. */
  readonly own: Stored | undefined;
  readonly others: readonly Stored[];
}

/** What comes of a flow if nothing goes wrong, apart from what differs from one time to the next. */
export class Reference {
  private constructor(
    private readonly counters: readonly string[],
    private readonly holding: Holding,
    private readonly another: Holding,
  ) {}

  /** Plays the story twice, with other randomness and at another time. */
  static async of(
    world: SimulatedWorld,
    table: ResourceTable,
    begin: (seed: number) => Engine,
    story: Story,
  ): Promise<Reference> {
    const holdings: Holding[] = [];
    for (const seed of [1, 2]) {
      const engine = begin(seed);
      world.time.pass(seed * 7_777);
      for (const wish of [
        story.wish,
        ...(story.goal === undefined ? [] : [{ command: "up", args: story.goal } as const]),
      ]) {
        const { failure } = await engine.command(wish);
        if (failure !== undefined) throw new Error(`without faults: ${failure}`);
      }
      holdings.push(await holdingOf(world, table, engine));
    }
    const [first, second] = holdings as [Holding, Holding];
    return new Reference(table.counters ?? [], first, second);
  }

  /** What differs from how it should be. */
  differences({ own, others }: Holding, { inFlight, mayBeDoubled }: Excuses): string[] {
    const { holding, another } = this;
    const ignored = mayBeDoubled ? this.counters : [];
    const left = others.filter(({ id }) => !inFlight.has(id) || holding.others.some((one) => one.id === id));
    return [
      ...(matches(without(own, ignored), without(holding.own, ignored), without(another.own, ignored))
        ? []
        : [`the object is ${JSON.stringify(own)}, and not ${JSON.stringify(holding.own)}`]),
      ...(matches(left, holding.others, another.others)
        ? []
        : [`other objects are ${JSON.stringify(left)}, and not ${JSON.stringify(holding.others)}`]),
    ];
  }
}

/** What may be different without anybody's fault. */
export interface Excuses {
  /** Objects of which no state can know, since the process or the engine was killed while they were made. */
  readonly inFlight: ReadonlySet<string>;
  /** True if something may have been done more often than asked for. */
  readonly mayBeDoubled: boolean;
}

function without(object: Stored | undefined, names: readonly string[]): object | undefined {
  return object && Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

export async function holdingOf(world: SimulatedWorld, table: ResourceTable, engine: Engine): Promise<Holding> {
  const objects = await table.objects(world.client);
  const id = engine.model.state?.id;
  return { own: objects.find((one) => one.id === id), others: objects.filter((one) => one.id !== id) };
}

/** Whether a value is like two others, where these are alike. */
function matches(value: unknown, one: unknown, other: unknown): boolean {
  if (isDeepStrictEqual(value, one)) return true;
  if (Array.isArray(value) && Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return true;
    return value.length === one.length && value.every((item, index) => matches(item, one[index], other[index]));
  }
  if (isObject(value) && isObject(one) && isObject(other)) {
    const names = new Set([...Object.keys(value), ...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => matches(value[name], one[name], other[name]));
  }
  return !isDeepStrictEqual(one, other);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
