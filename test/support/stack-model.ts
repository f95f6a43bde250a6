import { loader } from "../../provider/program/loader";
import { isMarked, unmarked } from "./marks";
import { CallError, type Plugin, type Properties } from "./plugin";

export interface ResourceState {
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: string[];
  /** Its object was deleted to make room for a successor, which is not there yet. */
  isPendingReplacement?: true;
}

export interface StackOptions {
  /** Writes a checkpoint: a change of state. An engine that is killed at that moment does so after, or instead of it. */
  readonly checkpoint?: (write: () => void) => void;
  /** How often an error hook of the program has a failed creation, update or deletion repeated. */
  readonly hookRepeats?: number;
}

/**
 * What Pulumi's engine does with one resource, as far as its plugin sees it: check, diff, create, update, replace,
 * refresh and delete, with state carried as the engine carries it.
 */
export class StackModel {
  state: ResourceState | undefined;
  /** Names of the properties that the plugin itself marked as secret. */
  readonly secrets = new Set<string>();
  /** How often a failed call was repeated in the same command. */
  repeats = 0;
  /** Old objects of replacements, whose deletion is due or failed. */
  pendingDeletes: readonly ResourceState[] = [];

  constructor(
    private plugin: Plugin,
    private readonly kind: string,
    readonly name: string,
    private readonly options: StackOptions = {},
  ) {}

  /** Goes on in another plugin process, as the next `pulumi` command does. */
  use(plugin: Plugin): void {
    this.plugin = plugin;
  }

  async up(args: Properties, timeouts?: Properties): Promise<"created" | "updated" | "replaced" | "same"> {
    const news = this.news(args, timeouts);
    const done = await this.bring(news);
    await this.deletePending();
    return done;
  }

  private async bring(news: Properties): Promise<"created" | "updated" | "replaced" | "same"> {
    const old = this.state;
    const inputs = await this.checked(old?.inputs ?? {}, news);
    if (old === undefined) {
      await this.create(inputs);
      return "created";
    }
    const diff = await this.plugin.diff(old.id, old.outputs, inputs);
    if (old.isPendingReplacement === true || diff.replaces.length > 0) {
      await this.replace(old, await this.checked({}, news), diff.deleteBeforeReplace);
      return "replaced";
    }
    const differs = diff.changes === "some" || (diff.changes === "unknown" && !sameVisible(old.inputs, inputs));
    if (!differs && old.initErrors.length === 0) {
      this.save(() => (this.state = { ...old, inputs }));
      return "same";
    }
    await this.attempt(inputs, async () => ({
      id: old.id,
      properties: await this.plugin.update(old.id, old.outputs, inputs),
    }));
    return "updated";
  }

  /** The old object stays in state until its successor is there, and then until it is deleted. */
  private async replace(old: ResourceState, inputs: Properties, isDeletedFirst: boolean): Promise<void> {
    if (old.isPendingReplacement === true) return this.create(inputs);
    if (!isDeletedFirst) return this.create(inputs, old);
    await this.delete(old);
    this.save(() => (this.state = { ...old, isPendingReplacement: true }));
    await this.create(inputs);
  }

  /** What a preview would say, without doing it. */
  async preview(args: Properties): Promise<{ changes: string; replaces: string[]; differing: string[] }> {
    const old = this.state;
    if (old === undefined) return { changes: "create", replaces: [], differing: [] };
    const inputs = await this.checked(old.inputs, this.news(args));
    const diff = await this.plugin.diff(old.id, old.outputs, inputs);
    const differing = differingNames(old.inputs, inputs);
    const changes = diff.changes === "unknown" ? (differing.length === 0 ? "none" : "some") : diff.changes;
    return { changes, replaces: diff.replaces, differing };
  }

  /** Reads the object again; answers the names of inputs that have drifted. */
  async refresh(): Promise<"gone" | string[]> {
    for (const old of this.pendingDeletes) {
      const now = await this.readAgain(old);
      this.save(() => (this.pendingDeletes = this.pendingDeletes.flatMap((one) => (one === old ? (now ?? []) : one))));
    }
    const old = this.state;
    if (old === undefined) return "gone";
    const now = old.isPendingReplacement === true ? old : await this.readAgain(old);
    this.save(() => (this.state = now));
    return now === undefined ? "gone" : differingNames(old.inputs, now.inputs);
  }

  async destroy(): Promise<void> {
    const old = this.state;
    if (old !== undefined) {
      if (old.isPendingReplacement !== true) await this.delete(old);
      this.save(() => (this.state = undefined));
    }
    await this.deletePending();
  }

  private async readAgain(old: ResourceState): Promise<ResourceState | undefined> {
    const read = await this.plugin.read(old.id, old.outputs, old.inputs);
    if (read.id === "") return undefined;
    const inputs = read.inputs ?? old.inputs;
    return { id: read.id, inputs, outputs: this.unwrap(read.properties), initErrors: [] };
  }

  private async deletePending(): Promise<void> {
    for (const old of this.pendingDeletes) {
      await this.delete(old);
      this.save(() => (this.pendingDeletes = this.pendingDeletes.filter((one) => one !== old)));
    }
  }

  private delete({ id, outputs }: ResourceState): Promise<void> {
    return this.repeated(() => this.plugin.delete(id, outputs));
  }

  private news(args: Properties, timeouts?: Properties): Properties {
    const meta = { schema: 1, name: this.name, stack: "test", project: "test", ...(timeouts && { timeouts }) };
    return { ...args, __meta: meta, __provider: loader(this.kind) };
  }

  private async checked(olds: Properties, news: Properties): Promise<Properties> {
    const { inputs, failures } = await this.plugin.check(olds, news);
    if (failures.length > 0) {
      throw new CheckError(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    }
    return inputs;
  }

  /** `replaced`: the old state of a resource whose object is deleted after its successor is there. */
  private async create(inputs: Properties, replaced?: ResourceState): Promise<void> {
    await this.attempt(inputs, () => this.plugin.create(inputs), replaced);
  }

  private async attempt(
    inputs: Properties,
    work: () => Promise<{ id: string; properties: Properties }>,
    replaced?: ResourceState,
  ): Promise<void> {
    const keep = ({ id, properties }: { id: string; properties: Properties }, initErrors: string[]): void => {
      const outputs = this.unwrap(properties);
      this.save(() => {
        this.state = { id, inputs, outputs, initErrors };
        if (replaced !== undefined) this.pendingDeletes = [...this.pendingDeletes, replaced];
      });
    };
    try {
      keep(await this.repeated(work), []);
    } catch (error) {
      if (error instanceof CallError && error.partial !== undefined) keep(error.partial, error.partial.reasons);
      throw error;
    }
  }

  /** As the engine repeats a call for an error hook: with the same request, whatever the first call has answered. */
  private async repeated<T>(work: () => Promise<T>): Promise<T> {
    for (let left = this.options.hookRepeats ?? 0; ; left--) {
      try {
        return await work();
      } catch (error) {
        if (left === 0 || !(error instanceof CallError)) throw error;
        this.repeats++;
      }
    }
  }

  private save(write: () => void): void {
    if (this.options.checkpoint === undefined) write();
    else this.options.checkpoint(write);
  }

  private unwrap(properties: Properties): Properties {
    for (const [name, value] of Object.entries(properties)) if (isMarked(value)) this.secrets.add(name);
    return unmarked(properties);
  }
}

/** Inputs were refused. */
export class CheckError extends Error {}

function differingNames(a: Properties, b: Properties): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names]
    .filter((name) => !name.startsWith("__") && JSON.stringify(a[name]) !== JSON.stringify(b[name]))
    .sort();
}

function sameVisible(a: Properties, b: Properties): boolean {
  return differingNames(a, b).length === 0;
}
