import type { SwitchValues } from "../../../emulator/world/switches";
import { holdingOf, type Holding } from "../search/reference";
import { unrestOf, wrongAfterDestroy } from "../search/settled";
import { hashOf } from "../search/trace";
import { Engine } from "../story/engine";
import { bystandersInputs, destroy, up, type Beginning, type Story, type Wish } from "../story/flow";
import { flowsOf } from "../story/flows";
import { User } from "../story/user";
import type { Moment, SimulatedWorld } from "../world/simulated-world";

type Table = Parameters<typeof flowsOf>[0];

/** After so long everything is shown in every world. */
const settledMs = 2 * 3_600_000;
/** So many commands have to be enough, if everything is shown between them. */
const mostCommands = 5;

/** What came of a flow in a world. */
export interface Lived {
  readonly kind: string;
  readonly flow: string;
  /** Messages of commands that failed. */
  readonly messages: readonly string[];
  /** Lines that the user has seen besides. */
  readonly warnings: readonly string[];
  /** What is not as it should be in the end. */
  readonly wrong: readonly string[];
  /** What the service holds in the end. */
  readonly holding: Holding | undefined;
  /** False where not even an object of the kind could be made. */
  readonly isUsable: boolean;
}

/** The flows of all kinds without faults, in a world of which each switch is set. */
export class Lives {
  private readonly empty: Moment;

  constructor(
    private readonly world: SimulatedWorld,
    private readonly tables: readonly Table[],
  ) {
    this.empty = world.save();
  }

  /** Lives all flows whose index in all flows of the kind is wanted. */
  async in(switches: SwitchValues, isWanted: (index: number) => boolean = () => true): Promise<readonly Lived[]> {
    const lived: Lived[] = [];
    for (const table of this.tables) {
      const kind = await KindInWorld.of(this.world, this.empty, table, switches);
      // The others begin with a fault.
      const flows = flowsOf(table).filter(({ name }) => !name.startsWith("half-"));
      for (const [index, { name }] of flows.entries()) if (isWanted(index)) lived.push(await kind.live(name));
    }
    return lived;
  }
}

/** A kind in a world: with what its inputs name, and an object of somebody else. */
class KindInWorld {
  private constructor(
    private readonly world: SimulatedWorld,
    private readonly table: Table,
    private readonly inputs: Pick<Beginning, "minimal" | "full">,
    private readonly start: Moment,
    private readonly messages: readonly string[],
    /** False where the kind cannot work in this world. */
    private readonly isUsable: boolean,
  ) {}

  static async of(world: SimulatedWorld, empty: Moment, table: Table, switches: SwitchValues): Promise<KindInWorld> {
    world.goBackTo(empty);
    world.seed(hashOf(table.kind));
    // What these inputs name is ready at once, since some of it is changed, and known everywhere.
    await world.client.setWorld({ ...switches, readyLagSeconds: 0 });
    const given = { ...(await table.given?.(world.client)), ...table.another?.() };
    const minimal = { ...table.minimal, ...given };
    const full = { ...table.full, ...given, ...(await table.givenFull?.()) };
    world.time.pass(settledMs);
    await world.client.setWorld(switches);
    const bystander = new Resource(world, table.kind, "bystander");
    const isUsable = await bystander.run(up(bystandersInputs(table, minimal))).then(
      () => true,
      (error: unknown) => {
        if (error instanceof StuckError) return false;
        throw error;
      },
    );
    return new KindInWorld(world, table, { minimal, full }, world.save(), bystander.messages, isUsable);
  }

  async live(name: string): Promise<Lived> {
    const { world, table, start } = this;
    if (!this.isUsable) return this.lived(name, [], [], undefined);
    world.goBackTo(start);
    world.seed(hashOf(name));
    const resource = new Resource(world, table.kind, "orders");
    const wrong: string[] = [];
    let holding: Holding | undefined;
    try {
      const flow = flowsOf(table).find((one) => one.name === name);
      const story = await flow?.prepare(this.beginning(resource));
      if (story === undefined) throw new Error(`${table.kind} has no flow ${name}`);
      await resource.bring(story);
      holding = await this.verify(resource, story, wrong);
    } catch (error) {
      wrong.push(error instanceof StuckError ? error.message : String((error as Error).stack));
    }
    return this.lived(name, resource.messages, wrong, holding);
  }

  private lived(
    flow: string,
    messages: readonly string[],
    wrong: readonly string[],
    holding: Holding | undefined,
  ): Lived {
    const { world, table, isUsable } = this;
    const warnings = [...world.shown];
    return { kind: table.kind, flow, messages: [...this.messages, ...messages], warnings, wrong, holding, isUsable };
  }

  /** Another command finds nothing to do, and nothing is left when everything is destroyed. */
  private async verify(resource: Resource, { goal }: Story, wrong: string[]): Promise<Holding> {
    const { world, table } = this;
    const { engine } = resource;
    if (goal !== undefined) {
      const unrest = await unrestOf(world, engine, goal);
      resource.messages.push(...unrest.failures);
      wrong.push(...unrest.wrong);
    }
    const holding = await holdingOf(world, table, engine);
    if (engine.model.pendingDeletes.length > 0) wrong.push("an old object still waits for its deletion");
    if (goal === undefined) return holding;
    await resource.bring({ wish: destroy, goal: undefined });
    wrong.push(...wrongAfterDestroy(table, holding, await holdingOf(world, table, engine)));
    return holding;
  }

  private beginning(resource: Resource): Beginning {
    const { world, table, inputs } = this;
    return {
      ...inputs,
      table,
      client: world.client,
      another: () => table.another?.() ?? {},
      run: (wish) => resource.run(wish),
      runUnder: () => Promise.resolve(false),
      makeElsewhere: async (args) => {
        const other = new Resource(world, table.kind, "elsewhere");
        await other.run(up(args));
        resource.messages.push(...other.messages);
        return other.engine.model.state?.id ?? "";
      },
      id: () => resource.engine.model.state?.id ?? "",
    };
  }
}

/** A command still failed after everything was shown. */
class StuckError extends Error {}

/** A resource of a user who repeats what has failed, and does what the messages say. */
class Resource {
  readonly engine: Engine;
  readonly messages: string[] = [];

  constructor(
    private readonly world: SimulatedWorld,
    kind: string,
    name: string,
  ) {
    this.engine = new Engine(world, kind, name);
  }

  /** A command and, if it fails, what follows. */
  run(wish: Wish): Promise<void> {
    return this.bring({ wish, goal: wish.command === "up" ? wish.args : undefined });
  }

  async bring(story: Story): Promise<void> {
    const user = new User(this.world, this.engine, story, false);
    const next = async (command: () => Promise<void>): Promise<void> => {
      await command();
      if (user.last.failure !== undefined) this.messages.push(user.last.failure);
      if (user.last.isWrong === true) throw new StuckError(user.last.failure);
      this.world.time.pass(settledMs);
    };
    await next(() => user.begin());
    for (let count = 1; !user.isDone && count < mostCommands; count++) await next(() => user.next());
    if (!user.isDone) throw new StuckError(user.last.failure ?? user.last.done);
  }
}
