import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Moment, SimulatedWorld } from "../world/simulated-world";
import type { Outcome } from "./play";
import { hitsOf, laterHits, type Extent } from "./points";
import { Simulation } from "./simulation";
import type { Hit, Trace } from "./trace";

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

  /** The names of the flows that a kind has, as far as they are chosen: to find out whether there is one takes a play. */
  async flows(kind: string, isChosen: (name: string) => boolean = () => true): Promise<readonly string[]> {
    const simulation = await this.simulation(kind);
    const names: string[] = [];
    for (const { name } of simulation.flows.filter(({ name }) => isChosen(name)))
      if ((await simulation.prepare(name)) !== undefined) names.push(name);
    return names;
  }

  async play(trace: Trace): Promise<Outcome> {
    return (await this.simulation(trace.kind)).play(trace);
  }

  /** Plays a flow without faults, and then under each single one. Says what may be hit after each. */
  async singles(flow: Omit<Trace, "hits">): Promise<{ tally: Tally; first: readonly { hit: Hit; extent: Extent }[] }> {
    const count = this.counted();
    const dry = await count({ ...flow, hits: [] });
    const first: { hit: Hit; extent: Extent }[] = [];
    for (const hit of hitsOf(dry)) {
      const { isHit, requests, checkpoints } = await count({ ...flow, hits: [hit] });
      if (isHit) first.push({ hit, extent: { requests, checkpoints } });
    }
    return { tally: count.tally(), first };
  }

  /** Plays a flow under one fault and each that may come after it. */
  async pairs(flow: Omit<Trace, "hits">, first: Hit, extent: Extent): Promise<Tally> {
    const count = this.counted();
    for (const second of laterHits(first, extent)) await count({ ...flow, hits: [first, second] });
    return count.tally();
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

  private simulation(kind: string): Promise<Simulation> {
    const known = this.simulations.get(kind) ?? this.begin(kind);
    this.simulations.set(kind, known);
    return known;
  }

  private begin(kind: string): Promise<Simulation> {
    const table = this.tables.find((one) => one.kind === kind);
    if (table === undefined) throw new Error(`there is no kind ${kind}: ${this.kinds.join(", ")}`);
    return Simulation.of(this.world, this.empty, table);
  }
}
