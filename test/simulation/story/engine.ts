import { CallError } from "../../support/plugin";
import { CheckError, StackModel, type ResourceState } from "../../support/stack-model";
import { HungError, OverdueError } from "../time/virtual-time";
import type { SimulatedWorld } from "../world/simulated-world";
import type { Wish } from "./flow";

/** Where the engine is killed: instead of writing a checkpoint, or after it has written one. */
export type EngineFault = "engine killed before" | "engine killed after";

/** The engine was killed. */
class EngineKilled extends Error {}

/** What state holds of a resource. */
export interface Kept {
  readonly state: ResourceState | undefined;
  readonly pendingDeletes: readonly ResourceState[];
}

/** What a command came to. */
export interface Result {
  readonly done: string;
  /** Why it failed; absent if it did not. */
  readonly failure?: string;
  /** True if the failure is a fault of the provider itself, whatever has happened to it. */
  readonly isWrong?: true;
  /** True if nobody was told what was done: the plugin or the engine was killed. */
  readonly isKilled?: true;
}

/** The engine of a user, who runs one command after the other on a stack with one resource. */
export class Engine {
  readonly model: StackModel;
  /** By the number of the checkpoint. */
  plan: ReadonlyMap<number, EngineFault> = new Map();
  checkpoints = 0;

  constructor(
    private readonly world: SimulatedWorld,
    private readonly kind: string,
    name: string,
    hookRepeats = 0,
  ) {
    const unused = undefined as never;
    this.model = new StackModel(unused, kind, name, {
      hookRepeats,
      checkpoint: (write) => {
        this.checkpoint(write);
      },
    });
  }

  get kept(): Kept {
    const { state, pendingDeletes } = this.model;
    return { state, pendingDeletes };
  }

  set kept({ state, pendingDeletes }: Kept) {
    this.model.state = state;
    this.model.pendingDeletes = pendingDeletes;
  }

  async command(wish: Wish): Promise<Result> {
    const { world } = this;
    world.tell(`pulumi ${wish.command}`);
    const result = await world.command(this.kind, async (process) => {
      this.model.use(process);
      try {
        return { done: String(await this.run(wish)) };
      } catch (error) {
        return resultOf(error);
      }
    });
    if (result.failure !== undefined) world.shown.push(result.failure);
    world.tell(result.failure ?? result.done);
    return result;
  }

  private async run(wish: Wish): Promise<unknown> {
    if (wish.command === "up") return this.model.up(wish.args);
    if (wish.command === "refresh") return JSON.stringify(await this.model.refresh());
    await this.model.destroy();
    return "destroyed";
  }

  private checkpoint(write: () => void): void {
    const fault = this.plan.get(++this.checkpoints);
    if (fault === "engine killed before") throw new EngineKilled(fault);
    write();
    if (fault === "engine killed after") throw new EngineKilled(fault);
  }
}

function resultOf(error: unknown): Result {
  const failure = error instanceof Error ? error.message : String(error);
  if (error instanceof EngineKilled) return { done: "killed", failure, isKilled: true };
  if (error instanceof CallError) return { done: "failed", failure, ...(error.code === 14 && { isKilled: true }) };
  if (error instanceof CheckError) return { done: "refused", failure };
  if (error instanceof HungError || error instanceof OverdueError) return { done: "hung", failure, isWrong: true };
  return { done: "crashed", failure: error instanceof Error ? (error.stack ?? failure) : failure, isWrong: true };
}
