import { switchNames, type SwitchChanges } from "../../../emulator/world/switches";
import { World } from "../../../emulator/world/world";
import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import { Engine, type Kept } from "../story/engine";
import { bystandersInputs, up, type Beginning, type Flow, type Story } from "../story/flow";
import { flowsOf } from "../story/flows";
import type { Moment, SimulatedWorld } from "../world/simulated-world";
import { isKnownAfterFaults } from "../worlds/known-messages";
import { Play, type Outcome } from "./play";
import { Reference } from "./reference";
import { hashOf, type Trace } from "./trace";

/** A flow that can begin. */
export interface Prepared {
  readonly flow: Flow;
  readonly story: Story;
  readonly moment: Moment;
  readonly kept: Kept;
  /** What comes of it without faults. */
  readonly reference: Reference;
}

/** What a user begins with. */
interface Start {
  readonly moment: Moment;
  readonly kept: Kept;
  readonly seed: number;
  readonly hookRepeats?: number | undefined;
}

/** All switches at their defaults. */
export const usualWorld: SwitchChanges = Object.fromEntries(switchNames.map((name) => [name, null]));

const nothing: Kept = { state: undefined, pendingDeletes: [] };

/** The name of the resource. */
const resource = "orders";

/** Simulations of one kind. */
export class Simulation {
  readonly flows: readonly Flow[];
  private readonly prepared = new Map<string, Promise<Prepared | undefined>>();

  private constructor(
    private readonly world: SimulatedWorld,
    readonly table: LifeTable,
    private readonly start: Moment,
    private readonly inputs: Pick<Beginning, "minimal" | "full">,
    private readonly switches: SwitchChanges,
  ) {
    this.flows = flowsOf(table);
  }

  /**
   * Makes what all flows of the kind begin with: what its inputs name, and an object of somebody else. The rest is played
   * in the world of the switches.
   */
  static async of(
    world: SimulatedWorld,
    empty: Moment,
    table: LifeTable,
    switches: SwitchChanges = {},
  ): Promise<Simulation> {
    world.goBackTo(empty);
    world.seed(hashOf(table.kind));
    await world.client.setWorld(usualWorld);
    const given = { ...(await table.given?.(world.client)), ...table.another?.() };
    const minimal = { ...table.minimal, ...given };
    const full = { ...table.full, ...given, ...(await table.givenFull?.()) };
    world.time.pass(pauseMs);
    await world.client.setWorld(switches);
    const bystander = new Engine(world, table.kind, "bystander");
    const { failure } = await bystander.command(up(bystandersInputs(table, minimal)));
    if (failure !== undefined) throw new Error(failure);
    return new Simulation(world, table, world.save(), { minimal, full }, switches);
  }

  /** Plays a flow under the faults of a trace. */
  async play(trace: Trace): Promise<Outcome> {
    const prepared = await this.prepare(trace.flow);
    if (prepared === undefined) throw new Error(`${trace.kind} has no flow ${JSON.stringify(trace.flow)}`);
    const { flow, story, moment, kept, reference } = prepared;
    const engine = this.engineAt({ moment, kept, seed: trace.seed, hookRepeats: flow.hookRepeats });
    const { world, table } = this;
    const { current } = new World(this.switches);
    const isKnown = (message: string): boolean => isKnownAfterFaults(table.kind, current, message);
    return new Play(world, table, engine, story, trace.hits, isKnown).run(reference);
  }

  /** Undefined if the kind has no such flow. */
  prepare(name: string): Promise<Prepared | undefined> {
    const known = this.prepared.get(name) ?? this.prepareOnce(name);
    this.prepared.set(name, known);
    return known;
  }

  private async prepareOnce(name: string): Promise<Prepared | undefined> {
    const flow = this.flows.find((one) => one.name === name);
    if (flow === undefined) return undefined;
    const { world, table } = this;
    const engine = this.engineAt({ moment: this.start, kept: nothing, seed: hashOf(name) });
    const story = await flow.prepare(this.beginning(engine));
    if (story === undefined) return undefined;
    const { kept } = engine;
    const moment = world.save();
    const reference = await Reference.of(world, table, (seed) => this.engineAt({ moment, kept, seed }), story);
    return { flow, story, moment, kept, reference };
  }

  private engineAt({ moment, kept, seed, hookRepeats }: Start): Engine {
    const { world, table } = this;
    world.goBackTo(moment);
    world.seed(seed);
    const engine = new Engine(world, table.kind, resource, hookRepeats);
    engine.kept = kept;
    return engine;
  }

  private beginning(engine: Engine): Beginning {
    const { world, table } = this;
    const succeed = async (one: Engine, args: Properties): Promise<void> => {
      const { failure } = await one.command(up(args));
      if (failure !== undefined) throw new Error(failure);
    };
    return {
      ...this.inputs,
      table,
      client: world.client,
      another: () => table.another?.() ?? {},
      run: async (wish) => {
        const { failure } = await engine.command(wish);
        if (failure !== undefined) throw new Error(failure);
        world.time.pass(pauseMs);
      },
      runUnder: async (wish, request, fault) => {
        world.network.reset(new Map([[request, fault]]));
        await engine.command(wish);
        world.time.pass(pauseMs);
        return world.network.happened.size > 0;
      },
      makeElsewhere: async (args) => {
        const other = new Engine(world, table.kind, "elsewhere");
        await succeed(other, args);
        return other.model.state?.id ?? "";
      },
      id: () => engine.model.state?.id ?? "",
    };
  }
}

/** Between a flow's beginning and the flow itself, so that objects are known everywhere. */
const pauseMs = 20 * 60_000;
