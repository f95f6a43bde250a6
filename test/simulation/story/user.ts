import type { Properties } from "../../support/plugin";
import type { SimulatedWorld } from "../world/simulated-world";
import type { Engine, Result } from "./engine";
import { destroy, refresh, up, type Story, type Wish } from "./flow";

/** Between two commands. */
const pauseMs = 5_000;
const longPauseMs = 70_000;

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
    private readonly adopts: boolean,
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

  async next(): Promise<void> {
    const { failure, wish } = this.last;
    this.world.time.pass(failure?.includes("minute") === true ? longPauseMs : pauseMs);
    if (failure === undefined) return this.command(this.aim);
    this.adoptIfOffered(failure);
    return this.command(wish === refresh || failure.includes("pulumi refresh") ? refresh : this.aim);
  }

  private adoptIfOffered(message: string): void {
    const [, id] = /adopt: "([^"]+)"/.exec(message) ?? [];
    if (this.adopts && this.goal !== undefined && id !== undefined) this.goal = { ...this.goal, adopt: id };
  }

  private async command(wish: Wish): Promise<void> {
    this.last = { ...(await this.engine.command(wish)), wish };
  }
}
