import { loader } from "../../provider/program/loader";
import { CallError, type PluginProcess, type Properties } from "./plugin-process";

const secretSignature = "4dabf18193072939515e22adb298388d";

export interface ResourceState {
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: string[];
}

/**
 * What Pulumi's engine does with one resource, as far as its plugin sees it: check, diff, create, update, replace,
 * refresh and delete over the real plugin process, with state carried as the engine carries it.
 */
export class StackModel {
  state: ResourceState | undefined;
  /** Names of the properties that the plugin itself marked as secret. */
  readonly secrets = new Set<string>();
  /** Old objects of replacements whose deletion is due or failed. */
  readonly pendingDeletes: ResourceState[] = [];

  constructor(
    private plugin: PluginProcess,
    private readonly kind: string,
    readonly name: string,
  ) {}

  /** Goes on in another plugin process, as the next `pulumi` command does. */
  use(plugin: PluginProcess): void {
    this.plugin = plugin;
  }

  async up(args: Properties, timeouts?: Properties): Promise<"created" | "updated" | "replaced" | "same"> {
    const news = this.news(args, timeouts);
    const old = this.state;
    const inputs = await this.checked(old?.inputs ?? {}, news);
    if (old === undefined) {
      await this.create(inputs);
      return "created";
    }
    const diff = await this.plugin.diff(old.id, old.outputs, inputs);
    if (diff.replaces.length > 0) {
      const fresh = await this.checked({}, news);
      if (diff.deleteBeforeReplace) await this.destroy();
      else this.state = undefined;
      await this.create(fresh);
      if (!diff.deleteBeforeReplace) await this.plugin.delete(old.id, old.outputs);
      return "replaced";
    }
    const differs = diff.changes === "some" || (diff.changes === "unknown" && !sameVisible(old.inputs, inputs));
    if (!differs && old.initErrors.length === 0) {
      this.state = { ...old, inputs };
      return "same";
    }
    await this.attempt(inputs, async () => ({
      id: old.id,
      properties: await this.plugin.update(old.id, old.outputs, inputs),
    }));
    return "updated";
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
    const old = this.state;
    if (old === undefined) return "gone";
    const read = await this.plugin.read(old.id, old.outputs);
    if (read.id === "") {
      this.state = undefined;
      return "gone";
    }
    const inputs = read.inputs ?? old.inputs;
    this.state = { id: read.id, inputs, outputs: this.unwrap(read.properties), initErrors: [] };
    return differingNames(old.inputs, inputs);
  }

  async destroy(): Promise<void> {
    if (this.state === undefined) return;
    await this.plugin.delete(this.state.id, this.state.outputs);
    this.state = undefined;
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

  private async create(inputs: Properties): Promise<void> {
    await this.attempt(inputs, () => this.plugin.create(inputs));
  }

  private async attempt(
    inputs: Properties,
    work: () => Promise<{ id: string; properties: Properties }>,
  ): Promise<void> {
    try {
      const { id, properties } = await work();
      this.state = { id, inputs, outputs: this.unwrap(properties), initErrors: [] };
    } catch (error) {
      if (error instanceof CallError && error.partial !== undefined) {
        const { id, properties, reasons } = error.partial;
        this.state = { id, inputs, outputs: this.unwrap(properties), initErrors: reasons };
      }
      throw error;
    }
  }

  private unwrap(properties: Properties): Properties {
    return Object.fromEntries(
      Object.entries(properties).map(([name, value]) => {
        if (typeof value !== "object" || value === null || !(secretSignature in value)) return [name, value];
        this.secrets.add(name);
        return [name, (value as unknown as { value: unknown }).value];
      }),
    );
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
