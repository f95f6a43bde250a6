import { sameId } from "../../../provider/words/ids";
import type { LifeTable } from "../../support/lifecycle-suite/table";
import type { Properties } from "../../support/plugin";
import type { Engine, EngineFault } from "../story/engine";
import { destroy, type Story } from "../story/flow";
import { User } from "../story/user";
import { kills, type Fault } from "../world/faults";
import type { SimulatedWorld } from "../world/simulated-world";
import { leaks } from "./leaks";
import type { Extent, Extents } from "./points";
import { holdingOf, type Reference } from "./reference";
import { unrestOf, wrongAfterDestroy } from "./settled";
import { standingOf } from "./standing";
import type { Hit } from "./trace";

/** Commands under faults: the flow's own, and what the user does next. */
const commandsUnderFaults = 2;
/** So many commands have to be enough. */
const mostCommands = 8;
/** What was just made may be unknown everywhere for a while; then it is not. */
const settledMs = 70_000;

/** Faults after which something may have been done twice, although nobody is to blame for it. */
const doubling: readonly string[] = [...kills, "made twice", "engine killed before"];

export interface Outcome {
  readonly extents: Extents;
  /** How everything stood after the first command, if at most one fault happens: see `standingOf`. */
  readonly standing: string | undefined;
  readonly violations: readonly string[];
  readonly transcript: readonly string[];
  /** Whether all faults of the trace have happened. */
  readonly isHit: boolean;
}

/** One play of a flow: faults, the user who repairs, and what has come of it. */
export class Play {
  private readonly violations: string[] = [];
  private readonly user: User;
  /** Something may have been done more often than asked for. */
  private mayBeRepeated: boolean;
  /** Objects of creations that were in flight when the plugin or the engine was killed. */
  private readonly inFlight = new Set<string>();

  constructor(
    private readonly world: SimulatedWorld,
    private readonly table: LifeTable,
    private readonly engine: Engine,
    private readonly story: Story,
    private readonly hits: readonly Hit[],
    /** Whether the world gives rise to a message, so that it may be the end. */
    private readonly isKnown: (message: string) => boolean,
  ) {
    const mayBeDoubled = hits.some(({ fault }) => doubling.includes(fault));
    this.mayBeRepeated = mayBeDoubled;
    // Only then nobody but the user can tell whose an object is.
    this.user = new User(world, engine, story, mayBeDoubled);
  }

  async run(reference: Reference): Promise<Outcome> {
    const { world, user, hits } = this;
    this.arm();
    await this.watched(() => user.begin());
    const first = this.extent();
    const standing = hits.length <= 1 ? this.standing() : undefined;
    for (let count = 1; !user.isDone && count < commandsUnderFaults; count++) await this.watched(() => user.next());
    const extents = { first, whole: this.extent() };
    const happened = this.disarm();
    for (let count = 0; !user.isDone && count < mostCommands; count++) await this.watched(() => user.next());
    // A command that went well may have left something to look after.
    if (user.isDone && hits.length > 0) await this.watched(() => user.next());
    const { failure = "" } = user.last;
    // What a stopped update keeps as secret as a whole may hold words that are none, so that only a good end is searched.
    if (user.isDone) {
      await this.verify(reference);
      this.violations.push(...leaks(this.table.kind, this.story, this.engine, world.shown));
    } else if (!this.isKnown(failure)) this.violations.push(`it is not repaired: ${failure}`);
    const isHit = happened === hits.length;
    return { extents, standing, isHit, violations: this.violations, transcript: [...world.transcript] };
  }

  private extent(): Extent {
    const { noted } = this.world.network;
    return { reads: noted.map(({ isRead }) => isRead), checkpoints: this.engine.checkpoints };
  }

  /** All that what follows can depend on. Of the errors in state the engine wants to know only whether there are any. */
  private standing(): string {
    const { world, engine, user, mayBeRepeated, inFlight, violations } = this;
    const { state, pendingDeletes } = engine.kept;
    const states = [state, ...pendingDeletes].map((one) => one && { ...one, initErrors: one.initErrors.length > 0 });
    const { adopts, intent } = user;
    const { holdings } = world.save();
    return standingOf(world.time.now, [
      holdings,
      world.network.standing,
      states,
      { adopts, intent },
      { mayBeRepeated, inFlight: [...inFlight], violations },
    ]);
  }

  private arm(): void {
    const { hits } = this;
    this.world.network.reset(
      new Map(hits.flatMap((hit) => ("request" in hit ? [[hit.request, hit.fault] as [number, Fault]] : []))),
    );
    this.engine.plan = new Map(
      hits.flatMap((hit) => ("checkpoint" in hit ? [[hit.checkpoint, hit.fault] as [number, EngineFault]] : [])),
    );
  }

  /** Returns how many faults have happened. */
  private disarm(): number {
    const { engine } = this;
    const { network } = this.world;
    const kills = [...engine.plan.keys()].filter((number) => number <= engine.checkpoints).length;
    network.plan = new Map();
    engine.plan = new Map();
    return network.happened.size + kills;
  }

  /** Notes what a command does that it must not do, and what it leaves if it is killed. */
  private async watched(command: () => Promise<void>): Promise<void> {
    const known = await this.ids();
    const { repeats } = this.engine.model;
    await command();
    const { wish, failure = "", isWrong, isKilled } = this.user.last;
    const isFailed = failure !== "" || this.engine.model.repeats > repeats;
    if (isFailed && this.table.mayRepeat === true) this.mayBeRepeated = true;
    if (isWrong === true) this.violations.push(`${wish.command}: ${failure}`);
    if (isKilled !== true) return;
    const state = this.engine.model.state?.id;
    for (const id of await this.ids())
      if (!known.has(id) && !(state !== undefined && sameId(id, state))) this.inFlight.add(id);
  }

  private async ids(): Promise<Set<string>> {
    return new Set((await this.table.objects(this.world.client)).map(({ id }) => id));
  }

  /**
   * What further commands did. Who reads between the two times that something was made cannot tell the first from the second,
   * which is found later, and made good once.
   */
  private async unrest(goal: Properties): Promise<readonly string[]> {
    const { world, engine, hits } = this;
    const { wrong } = await unrestOf(world, engine, goal);
    const isReadBetween = ["made twice", "stale"].every((one) => hits.some(({ fault }) => fault === one));
    return isReadBetween && wrong.length > 0 ? (await unrestOf(world, engine, goal)).wrong : wrong;
  }

  /** Everything is as the program says, and another command finds nothing to do. */
  private async verify(reference: Reference): Promise<void> {
    const { engine, world, table, inFlight, mayBeRepeated } = this;
    const { goal } = this.user;
    world.time.pass(settledMs);
    if (goal !== undefined) this.violations.push(...(await this.unrest(goal)));
    const holding = await holdingOf(world, table, engine);
    this.violations.push(...reference.differences(holding, { inFlight, mayBeRepeated }));
    if (engine.model.pendingDeletes.length > 0) this.violations.push("an old object still waits for its deletion");
    if (goal === undefined) return;
    const { failure } = await engine.command(destroy);
    if (failure !== undefined) this.violations.push(`destroy in the end: ${failure}`);
    this.violations.push(...wrongAfterDestroy(table, holding, await holdingOf(world, table, engine)));
  }
}
