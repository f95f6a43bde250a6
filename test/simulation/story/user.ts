import type { Properties } from "../../support/plugin";
import type { SimulatedWorld } from "../world/simulated-world";
import type { Engine, Result } from "./engine";
import { destroy, refresh, up, type Story, type Wish } from "./flow";

/** Between two commands. */
const pauseMs = 5_000;
const longPauseMs = 70_000;

interface Intent {
  readonly isDone: boolean;
  readonly pauseMs: number;
  /** The id of an object that a message has offered. */
  readonly adopt: string | undefined;
  readonly isRefresh: boolean;
  readonly goal: Properties | undefined;
}

/** Somebody who repeats what has failed, and does what the messages say. */
export class User {
  /** What the program says in the end; undefined if nothing shall be left. */
  goal: Properties | undefined;
  last: Result & { readonly wish: Wish } = { done: "nothing", wish: refresh };

  constructor(
    private readonly world: SimulatedWorld,
    private readonly engine: Engine,
    private readonly story: Story,
    /** Whether objects are adopted if a message offers it. */
    readonly adopts: boolean,
  ) {
    this.goal = story.goal;
  }

  /** True once the program is brought up, or everything destroyed. */
  get isDone(): boolean {
    return this.last.failure === undefined && this.last.wish.command === this.aim.command;
  }

  private get aim(): Wish {
    return this.goal === undefined ? destroy : up(this.goal);
  }

  /** What the story begins with. */
  begin(): Promise<void> {
    return this.command(this.story.wish);
  }

  /** What is done next, and all that is remembered of what was done before. */
  get intent(): Intent {
    const { failure = "", wish } = this.last;
    const [, id] = /adopt: "([^"]+)"/.exec(failure) ?? [];
    return {
      isDone: this.isDone,
      pauseMs: failure.includes("minute") ? longPauseMs : pauseMs,
      adopt: this.adopts ? id : undefined,
      isRefresh: failure !== "" && (wish === refresh || failure.includes("pulumi refresh")),
      goal: this.goal,
    };
  }

  async next(): Promise<void> {
    const { pauseMs, adopt, isRefresh, goal } = this.intent;
    this.world.time.pass(pauseMs);
    if (goal !== undefined && adopt !== undefined) this.goal = { ...goal, adopt };
    return this.command(isRefresh ? refresh : this.aim);
  }

  private async command(wish: Wish): Promise<void> {
    this.last = { ...(await this.engine.command(wish)), wish };
  }
}
