import type { SwitchChanges } from "../../../emulator/world/switches";
import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Moment, SimulatedWorld } from "../world/simulated-world";
import type { Outcome } from "./play";
import { hitsInNextCommand, hitsInSameCommand, hitsOf, type Extents } from "./points";
import { Simulation, usualWorld } from "./simulation";
import { hashOf, type Hit, type Trace } from "./trace";

/** A play in which something went wrong. */
export interface Violation {
  readonly trace: Trace;
  readonly violations: readonly string[];
}

/** What came of some plays. */
export interface Tally {
  /** Plays in which all faults happened, by the faults. */
  readonly points: Readonly<Record<string, number>>;
  readonly plays: number;
  /** What Pulumi's engine has asked plugin processes for: check, diff, create and the like. */
  readonly calls: number;
  /** What plugin processes have sent. */
  readonly requests: number;
  readonly found: readonly Violation[];
}

const noTally: Tally = { points: {}, plays: 0, calls: 0, requests: 0, found: [] };

function joinedTallies(one: Tally, other: Tally): Tally {
  const faults = new Set([...Object.keys(one.points), ...Object.keys(other.points)]);
  const count = (fault: string): number => (one.points[fault] ?? 0) + (other.points[fault] ?? 0);
  return {
    points: Object.fromEntries([...faults].map((fault) => [fault, count(fault)])),
    plays: one.plays + other.plays,
    calls: one.calls + other.calls,
    requests: one.requests + other.requests,
    found: [...one.found, ...other.found],
  };
}

/** A sample of a kind's flows is one of so many parts. */
const partsOfFlows = 8;

/** What came of a part of a kind's flows in a world. */
interface Sample {
  readonly tally: Tally;
  readonly flows: number;
  /** Flows that fail there without any fault. */
  readonly failing: readonly string[];
}

/** What can be played as pairs. */
export interface First {
  readonly hit: Hit;
  /** How far the play under this fault alone went. */
  readonly extents: Extents;
  /** Whether its next command begins as that of an earlier one, which stands for it. */
  readonly isStoodFor: boolean;
}

/** Plays the flows of all kinds, fault by fault. */
export class Explorer {
  private readonly simulations = new Map<string, Promise<Simulation>>();
  private readonly empty: Moment;

  constructor(
    private readonly world: SimulatedWorld,
    private readonly tables: readonly LifeTable[],
  ) {
    this.empty = world.save();
  }

  get kinds(): readonly string[] {
    return this.tables.map(({ kind }) => kind);
  }

  /**
   * The flows that a kind has in a world, and those that fail there without any fault; of both only those that are chosen, since
   * to find out takes a play.
   */
  async flows(
    kind: string,
    world: SwitchChanges = {},
    isChosen: (name: string) => boolean = () => true,
  ): Promise<{ readonly flows: readonly string[]; readonly failing: readonly string[] }> {
    const flows: string[] = [];
    const failing: string[] = [];
    const simulation = await this.simulation(kind, world).catch((error: unknown) => {
      failing.push(`all: ${(error as Error).message}`);
    });
    if (simulation === undefined) return { flows, failing };
    for (const { name } of simulation.flows.filter(({ name }) => isChosen(name))) {
      try {
        if ((await simulation.prepare(name)) !== undefined) flows.push(name);
      } catch (error) {
        failing.push(`${name}: ${(error as Error).message}`);
      }
    }
    return { flows, failing };
  }

  async play(trace: Trace): Promise<Outcome> {
    return (await this.simulation(trace.kind, trace.world)).play(trace);
  }

  /** Plays a flow without faults, and then under each single one. Says what may be hit after each. */
  async singles(flow: Omit<Trace, "hits">): Promise<{ tally: Tally; firsts: readonly First[] }> {
    const count = this.counted();
    const dry = await count({ ...flow, hits: [] });
    const firsts: First[] = [];
    const standings = new Set<string | undefined>();
    for (const hit of hitsOf(dry.extents.whole)) {
      const { isHit, extents, standing } = await count({ ...flow, hits: [hit] });
      if (!isHit) continue;
      const isLast = hitsInNextCommand(hit, extents).length === 0;
      firsts.push({ hit, extents, isStoodFor: !isLast && standings.has(standing) });
      if (!isLast) standings.add(standing);
    }
    return { tally: count.tally(), firsts };
  }

  /** Plays a flow under one fault and each that may come after it, and says for how many others these stand. */
  async pairs(flow: Omit<Trace, "hits">, { hit, extents, isStoodFor }: First): Promise<Tally & { stoodFor: number }> {
    const count = this.counted();
    const next = hitsInNextCommand(hit, extents);
    const seconds = [...hitsInSameCommand(hit, extents), ...(isStoodFor ? [] : next)];
    for (const second of seconds) await count({ ...flow, hits: [hit, second] });
    return { ...count.tally(), stoodFor: isStoodFor ? next.length : 0 };
  }

  /**
   * Plays a part of a kind's flows in a world under each single fault, another part with each seed. Of what went wrong in a
   * flow the first is given, with the switches that it takes.
   */
  async sample(kind: string, world: SwitchChanges, seed: number): Promise<Sample> {
    const text = JSON.stringify(world);
    const isChosen = (name: string): boolean => hashOf(`${name} ${text} ${String(seed)}`) % partsOfFlows === 0;
    const { flows, failing } = await this.flows(kind, world, isChosen);
    const tallies: Tally[] = [];
    for (const flow of flows) {
      const { tally } = await this.singles({ kind, flow, world, seed });
      const [first] = tally.found;
      tallies.push({ ...tally, found: first === undefined ? [] : [await this.reduced(first)] });
    }
    // There are too many worlds to keep what they begin with.
    this.simulations.clear();
    return { tally: tallies.reduce(joinedTallies, noTally), flows: flows.length, failing };
  }

  /** The same with as few switches as it takes. */
  private async reduced(violation: Violation): Promise<Violation> {
    let least = violation;
    for (const name of Object.keys(violation.trace.world ?? {})) {
      const world = Object.fromEntries(Object.entries(least.trace.world ?? {}).filter(([one]) => one !== name));
      const trace = { ...least.trace, world };
      const violations = await this.play(trace).then(
        (outcome) => outcome.violations,
        () => [],
      );
      this.simulations.clear();
      if (violations.length > 0) least = { trace, violations };
    }
    return least;
  }

  private counted(): ((trace: Trace) => Promise<Outcome>) & { tally: () => Tally } {
    const { world } = this;
    const points: Record<string, number> = {};
    const found: Violation[] = [];
    const before = { calls: world.calls, requests: world.network.total };
    let plays = 0;
    const play = async (trace: Trace): Promise<Outcome> => {
      const outcome = await this.play(trace);
      plays++;
      const { violations, isHit } = outcome;
      if (violations.length > 0) found.push({ trace, violations });
      if (isHit) for (const { fault } of trace.hits) points[fault] = (points[fault] ?? 0) + 1;
      return outcome;
    };
    const tally = (): Tally => ({
      points,
      plays,
      calls: world.calls - before.calls,
      requests: world.network.total - before.requests,
      found,
    });
    return Object.assign(play, { tally });
  }

  /** The simulation of a kind in a world, which all that follows is played in. */
  private async simulation(kind: string, world: SwitchChanges = {}): Promise<Simulation> {
    const key = JSON.stringify([kind, world]);
    await this.world.client.setWorld({ ...usualWorld, ...world });
    const known = this.simulations.get(key) ?? this.begin(kind, world);
    this.simulations.set(key, known);
    return known;
  }

  private begin(kind: string, world: SwitchChanges): Promise<Simulation> {
    const table = this.tables.find((one) => one.kind === kind);
    if (table === undefined) throw new Error(`there is no kind ${kind}: ${this.kinds.join(", ")}`);
    return Simulation.of(this.world, this.empty, table, world);
  }
}
