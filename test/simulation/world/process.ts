import { z } from "zod";

import { SharedAnswers } from "../../../provider/calls/shared-answers";
import { SharedClients } from "../../../provider/clients/cloud-connection";
import { Connection } from "../../../provider/clients/connection";
import { formatLogEntry } from "../../../provider/clients/http/request-log";
import { dynamicProvider } from "../../../provider/dynamic/dynamic-provider";
import { detailsKey } from "../../../provider/dynamic/request-details";
import { definitionOf } from "../../../provider/kinds";
import { YoungObjects } from "../../../provider/lifecycle/command/young-objects";
import type { ResourceEnvironment } from "../../../provider/lifecycle/run/resource-run";
import { lifecycleIn } from "../../../provider/plugin/new-lifecycle";
import { settingsSource } from "../../../provider/settings/reading/source";
import { CallError, type CheckReply, type DiffReply, type Plugin, type Properties } from "../../support/plugin";
import type { VirtualTime } from "../time/virtual-time";

/** A dynamic provider with the types of what goes over the wire. */
interface WireProvider {
  configure(request: object): Promise<void>;
  check(olds: Properties, news: Properties): Promise<Partial<CheckReply>>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<Partial<Omit<DiffReply, "changes">> & { changes?: boolean }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, state: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, state: Properties): Promise<void>;
}

/** What a plugin process is given from outside. */
export interface ProcessOptions {
  readonly time: VirtualTime;
  readonly random: () => number;
  readonly config: Readonly<Record<string, string>>;
  /** Lines that the user sees. */
  readonly warn: (line: string) => void;
}

/** Longest time of a call: ten minutes, and what it takes to find that they are over. */
const longestCallMs = 11 * 60_000;

/** The clients of each process: the package shares them in the whole process. */
let clients = new Map<string, { readonly client: unknown }>();

(SharedClients.prototype as SharedClients<unknown>).of = function (settings, make) {
  const key = JSON.stringify(settings);
  const known = clients.get(key) ?? { client: make() };
  clients.set(key, known);
  return known.client;
};

/**
 * A plugin process for dynamic resources in this process: all that such a process remembers begins with it. It does to values
 * what Pulumi's server and the wire do to them.
 */
export class SimulatedProcess implements Plugin {
  isKilled = false;
  /** How many calls it was asked for. */
  calls = 0;
  private readonly provider: WireProvider;
  private die: (error: CallError) => void = () => undefined;
  private readonly death: Promise<never>;
  private readonly environment: ResourceEnvironment;

  constructor(
    private readonly kind: string,
    private readonly options: ProcessOptions,
  ) {
    clients = new Map();
    const { time, random, config, warn } = options;
    const configuration = { get: (key: string) => config[key] };
    const log = (entry: Parameters<typeof formatLogEntry>[0]): void => {
      warn(formatLogEntry(entry));
    };
    this.environment = {
      connection: new Connection(settingsSource(configuration, {}, "/nonexistent"), log, warn),
      now: () => time.now,
      sleep: (ms) => time.sleep(ms),
      random,
      warn,
      shared: new SharedAnswers(),
      warned: new Set(),
      young: new YoungObjects(),
    };
    const definition = definitionOf(kind);
    if (definition === undefined) throw new Error(`there is no kind ${kind}`);
    this.provider = dynamicProvider(definition, z, (one, zod) =>
      lifecycleIn(this.environment, one, zod),
    ) as unknown as WireProvider;
    void this.provider.configure({ config: configuration });
    this.death = new Promise((_, reject) => {
      this.die = reject;
    });
    this.death.catch(() => undefined);
  }

  /** Ends it at once, as SIGKILL does. */
  kill(): void {
    this.isKilled = true;
    this.options.time.clear();
    this.die(new CallError("error reading from server: EOF", 14, undefined));
  }

  async check(olds: Properties, news: Properties): Promise<CheckReply> {
    const sent = copy(news);
    const { inputs = sent, failures = [] } = await this.call(() => this.provider.check(copy(olds), sent));
    const given = failures.map(({ property, reason }) => ({ property, reason }));
    return { inputs: copy({ ...inputs, ...codeOf(news) }), failures: given };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<DiffReply> {
    const found = await this.call(() => this.provider.diff(id, copy(olds), copy(news)));
    const { changes, replaces = [], deleteBeforeReplace = false } = found;
    return { changes: changes === undefined ? "unknown" : changes ? "some" : "none", replaces, deleteBeforeReplace };
  }

  async create(inputs: Properties): Promise<{ id: string; properties: Properties }> {
    const { id, outs } = await this.call(() => this.provider.create(copy(inputs)));
    return { id, properties: copy({ ...outs, ...codeOf(inputs) }) };
  }

  async read(
    id: string,
    state: Properties,
    inputs?: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties | undefined }> {
    const sent = copy({ ...state, ...(inputs && { [detailsKey]: { inputs } }) });
    const { id: shown = "", props, inputs: read } = await this.call(() => this.provider.read(id, sent));
    const given = read && copy({ ...read, ...codeOf(state) });
    return { id: shown, properties: copy({ ...props, ...codeOf(state) }), inputs: given };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const { outs } = await this.call(() => this.provider.update(id, copy(olds), copy(news)));
    return copy({ ...outs, ...codeOf(news) });
  }

  async delete(id: string, state: Properties): Promise<void> {
    await this.call(() => this.provider.delete(id, copy(state)));
  }

  private async call<T>(work: () => Promise<T>): Promise<T> {
    this.calls++;
    if (this.isKilled) return this.death;
    try {
      return await this.options.time.until(Promise.race([work(), this.death]), longestCallMs);
    } catch (error) {
      throw failed(error);
    }
  }
}

/** As Pulumi's server hands on what a provider throws. */
function failed(error: unknown): unknown {
  if (error instanceof CallError || !isFromProvider(error)) return error;
  const { id, properties = {}, reasons = [] } = error as { id?: string; properties?: Properties; reasons?: string[] };
  const partial = id === undefined ? undefined : { id, properties: copy(properties), reasons };
  return new CallError((error as Error).message, 2, partial);
}

/** The provider gives all its errors an empty stack; an error of the simulation has one. */
function isFromProvider(error: unknown): boolean {
  return error instanceof Error && error.stack === "";
}

function codeOf({ __provider: code }: Properties): Properties {
  return { __provider: code };
}

/** Values as they come out of the wire. */
function copy<T extends Properties>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
