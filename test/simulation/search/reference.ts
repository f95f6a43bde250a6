import { isDeepStrictEqual } from "node:util";

import { plainId, sameId } from "../../../provider/words/ids";
import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Engine } from "../story/engine";
import type { Story } from "../story/flow";
import { User } from "../story/user";
import type { SimulatedWorld } from "../world/simulated-world";

/** Commands that a flow without faults may need. */
const mostCommands = 4;

export type Stored = { readonly id: string } & object;

/** What the service holds of the kind. */
export interface Holding {
  /** The id in state. */
  readonly id: string | undefined;
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
    table: LifeTable,
    begin: (seed: number) => Engine,
    story: Story,
  ): Promise<Reference> {
    const holdings: Holding[] = [];
    for (const seed of [1, 2]) {
      const engine = begin(seed);
      world.time.pass(seed * 7_777);
      const user = new User(world, engine, story, false);
      await user.begin();
      for (let left = mostCommands; !user.isDone && left > 0; left--) await user.next();
      if (!user.isDone) throw new Error(`without faults: ${user.last.failure ?? ""}`);
      holdings.push(await holdingOf(world, table, engine));
    }
    const [first, second] = holdings as [Holding, Holding];
    return new Reference(table.counters ?? [], first, second);
  }

  /** What differs from how it should be. */
  differences({ id, own, others }: Holding, { inFlight, mayBeRepeated }: Excuses): string[] {
    const { holding, another } = this;
    const ignored = mayBeRepeated ? this.counters : [];
    const left = others.filter(({ id }) => !inFlight.has(id) || holding.others.some((one) => one.id === id));
    const object = (one: Stored | undefined): unknown => without(one, ignored);
    return [
      ...differences(
        "the id in state",
        id && plainId(id),
        holding.id && plainId(holding.id),
        another.id && plainId(another.id),
      ),
      ...differences("the object", object(own), object(holding.own), object(another.own)),
      ...differences("other objects", left, holding.others, another.others),
    ];
  }
}

/** What may be different without anybody's fault. */
export interface Excuses {
  /** Objects of which no state can know, since the process or the engine was killed while they were made. */
  readonly inFlight: ReadonlySet<string>;
  /** True if something may have been done more often than asked for. */
  readonly mayBeRepeated: boolean;
}

function without(object: Stored | undefined, names: readonly string[]): object | undefined {
  return object && Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

export async function holdingOf(world: SimulatedWorld, table: LifeTable, engine: Engine): Promise<Holding> {
  const objects = await table.objects(world.client);
  const { state } = engine.model;
  const id = state?.id;
  const made = state && (await table.meaning?.(world.client, state.outputs));
  const own = made && { id: state.id, ...made };
  const isOwn = (one: Stored): boolean => id !== undefined && sameId(one.id, id);
  return { id, own: own ?? objects.find(isOwn), others: objects.filter((one) => !isOwn(one)) };
}

/** What of a value is not like in two others, as far as these are alike. */
function differences(what: string, value: unknown, one: unknown, other: unknown): string[] {
  if (isDeepStrictEqual(value, one)) return [];
  if (Array.isArray(value) && Array.isArray(one) && value.length === one.length) {
    return value.flatMap((item, index) => differences(`${what}[${String(index)}]`, item, one[index], at(other, index)));
  }
  if (isObject(value) && isObject(one)) {
    const names = new Set([...Object.keys(value), ...Object.keys(one)]);
    return [...names].flatMap((name) => differences(`${what}.${name}`, value[name], one[name], at(other, name)));
  }
  if (!isDeepStrictEqual(one, other) || (isEmpty(value) && isEmpty(one))) return [];
  return [`${what}: ${JSON.stringify(value)}, and not ${JSON.stringify(one)}`];
}

/** A list or an object without members means the same as none. */
function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

function at(value: unknown, part: string | number): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[part] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
