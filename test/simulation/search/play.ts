import type { ResourceTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import type { Engine, EngineFault, Result } from "../story/engine";
import { destroy, refresh, up, type Story, type Wish } from "../story/flow";
import { kills, type Fault } from "../world/faults";
import type { SimulatedWorld } from "../world/simulated-world";
import { leaks } from "./leaks";
import { holdingOf, type Reference } from "./reference";
import type { Hit } from "./trace";

/** Commands under faults: the flow's own, and what the user does next. */
const commandsUnderFaults = 2;
/** So many commands without faults have to be enough. */
const mostRepairs = 6;
/** Between two commands of a user. */
const pauseMs = 5_000;
const longPauseMs = 70_000;

/** Faults after which something may be done a second time, although nobody is to blame for it. */
const doubling: readonly string[] = [...kills, "made twice", "engine killed before"];

export interface Outcome {
  readonly violations: readonly string[];
  readonly transcript: readonly string[];
  /** Requests and checkpoints at which faults may happen. */
  readonly requests: number;
  readonly checkpoints: number;
  /** Whether all faults of the trace have happened. */
  readonly isHit: boolean;
}

/** One play of a flow: faults, the user who repairs, and what has come of it. */
export class Play {
  private readonly violations: string[] = [];
  /** Objects of creations that were in flight when the plugin or the engine was killed. */
  private readonly inFlight = new Set<string>();
  private last: (Result & { readonly wish: Wish }) | undefined;
  private goal: Properties | undefined;

  constructor(
    private readonly world: SimulatedWorld,
    private readonly table: ResourceTable,
    private readonly engine: Engine,
    private readonly story: Story,
    private readonly hits: readonly Hit[],
  ) {
    ({ goal: this.goal } = story);
  }

  async run(reference: Reference): Promise<Outcome> {
    const { world, engine, hits } = this;
    const { network } = world;
    network.reset(
      new Map(hits.flatMap((hit) => ("request" in hit ? [[hit.request, hit.fault] as [number, Fault]] : []))),
    );
    engine.plan = new Map(
      hits.flatMap((hit) => ("checkpoint" in hit ? [[hit.checkpoint, hit.fault] as [number, EngineFault]] : [])),
    );
    let isOver = await this.command(this.story.wish);
    for (let count = 1; !isOver && count < commandsUnderFaults; count++) isOver = await this.next();
    const [requests, checkpoints] = [network.noted.length, engine.checkpoints];
    const happened = network.happened.size + [...engine.plan.keys()].filter((number) => number <= checkpoints).length;
    network.plan = new Map();
    engine.plan = new Map();
    for (let count = 0; !isOver && count < mostRepairs; count++) isOver = await this.next();
    if (isOver) await this.verify(reference);
    else this.violations.push(`it is not repaired: ${this.last?.failure ?? ""}`);
    this.violations.push(...leaks(this.table.kind, this.story, engine, world.shown));
    return {
      violations: this.violations,
      transcript: [...world.transcript],
      requests,
      checkpoints,
      isHit: happened === hits.length,
    };
  }

  /** What the user does after a failure: what the message says, or the same again. */
  private next(): Promise<boolean> {
    const { wish, failure } = this.last ?? { wish: this.aim };
    this.world.time.pass((failure ?? "").includes("minute") ? longPauseMs : pauseMs);
    if (failure === undefined) return this.command(this.aim);
    const [, id] = /adopt: "([^"]+)"/.exec(failure) ?? [];
    if (this.goal !== undefined && id !== undefined && this.mayBeDoubled) this.goal = { ...this.goal, adopt: id };
    return this.command(wish === refresh || failure.includes("pulumi refresh") ? refresh : this.aim);
  }

  /** Only then nobody but the user can tell whose an object is, or how often something was done. */
  private get mayBeDoubled(): boolean {
    return this.hits.some(({ fault }) => doubling.includes(fault));
  }

  private get aim(): Wish {
    const { goal } = this;
    return goal === undefined ? destroy : up(goal);
  }

  /** Returns whether the user has what was wished for. */
  private async command(wish: Wish): Promise<boolean> {
    const known = await this.ids();
    const result = await this.engine.command(wish);
    this.last = { ...result, wish };
    if (result.isWrong === true) this.violations.push(`${wish.command}: ${result.failure ?? ""}`);
    if (result.isKilled === true) await this.noteInFlight(known);
    return result.failure === undefined && wish.command === this.aim.command;
  }

  /** Whatever was made by a call of which nobody was told the outcome. */
  private async noteInFlight(known: ReadonlySet<string>): Promise<void> {
    const state = this.engine.model.state?.id;
    for (const id of await this.ids()) if (!known.has(id) && id !== state) this.inFlight.add(id);
  }

  private async ids(): Promise<Set<string>> {
    return new Set((await this.table.objects(this.world.client)).map(({ id }) => id));
  }

  /** Everything is as the program says, and another command finds nothing to do. */
  private async verify(reference: Reference): Promise<void> {
    const { engine, world, table, goal } = this;
    world.time.pass(longPauseMs);
    if (goal !== undefined) {
      await this.expectNothing(up(goal), "same");
      await this.expectNothing(refresh, "[]");
      await this.expectNothing(up(goal), "same");
    }
    const holding = await holdingOf(world, table, engine);
    this.violations.push(
      ...reference.differences(holding, { inFlight: this.inFlight, mayBeDoubled: this.mayBeDoubled }),
    );
    if (engine.model.pendingDeletes.length > 0) this.violations.push("an old object still waits for its deletion");
    if (goal === undefined) return;
    const { failure } = await engine.command(destroy);
    if (failure !== undefined) this.violations.push(`destroy in the end: ${failure}`);
    const { own, others } = await holdingOf(world, table, engine);
    if (own !== undefined || others.length !== holding.others.length) {
      this.violations.push(`destroy in the end leaves ${JSON.stringify([own, others])}`);
    }
  }

  private async expectNothing(wish: Wish, expected: string): Promise<void> {
    const before = this.world.network.noted.length;
    const { done, failure } = await this.engine.command(wish);
    const requests = this.world.network.noted.slice(before).filter(({ isRead }) => !isRead);
    if (done === expected && requests.length === 0) return;
    this.violations.push(`${wish.command} in the end: ${failure ?? done}, with ${JSON.stringify(requests)}`);
  }
}
