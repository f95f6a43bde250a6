import type { IncomingMessage } from "node:http";

import { createApp } from "../../../emulator/app";
import type { Bindings } from "../../../emulator/bindings";
import { collections } from "../../../emulator/collections";
import type { Credentials } from "../../../emulator/credentials";
import { newContext } from "../../../emulator/new-context";
import { withDate } from "../../../emulator/reply";
import { prepare } from "../../../emulator/start-state";
import type { Change } from "../../../emulator/store/collection";
import { Store } from "../../../emulator/store/store";
import { World } from "../../../emulator/world/world";
import type { WireReply } from "../../../provider/clients/http/transport";
import { EmulatorClient, type Answer, type EmulatorAddress } from "../../support/emulator-client";
import { parsedText } from "../../support/emulator-client/signed-client";
import type { VirtualTime } from "../time/virtual-time";

/** All that an emulator holds. */
export type Holdings = readonly Change[];

export interface Sent {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const host = "127.0.0.1";

/** The emulator without a socket, in the time of the simulation. */
export class SimulatedEmulator {
  /** What it held before the last request, if that has changed something. */
  before: Holdings | undefined;

  private constructor(
    private readonly time: VirtualTime,
    private readonly store: Store,
    private readonly app: ReturnType<typeof createApp>,
    private readonly now: () => number,
    readonly address: EmulatorAddress & Credentials,
  ) {
    const commit = store.commit.bind(store);
    store.commit = (...changes) => {
      if (changes.length > 0) this.before ??= this.save();
      commit(...changes);
    };
  }

  static async start(time: VirtualTime): Promise<SimulatedEmulator> {
    const store = new Store(collections);
    const context = newContext(store, new World({}), () => time.now);
    const credentials = await prepare(store, context.clock.now());
    const app = createApp(context, `http://${host}`);
    return new SimulatedEmulator(time, store, app, () => context.clock.now(), {
      url: `http://${host}`,
      ...credentials,
    });
  }

  /** The configuration of a stack that uses it. */
  get config(): Readonly<Record<string, string>> {
    const { url, region, accessKey, secretKey, spaceoneToken } = this.address;
    return {
      "scp:endpoint": url,
      "scp:region": region,
      "scp:accessKey": accessKey,
      "scp:secretKey": secretKey,
      "spaceone:endpoint": url,
      "spaceone:token": spaceoneToken,
    };
  }

  /** What somebody else does, and what tests ask. */
  newClient(): EmulatorClient {
    return new InProcessClient(this);
  }

  save(): Holdings {
    return this.store
      .records()
      .flatMap(([name, records]) => records.map((record) => definitionOf(name).put(record as never)));
  }

  load(holdings: Holdings): void {
    this.store.replace(holdings);
  }

  async fetch(sent: Sent): Promise<WireReply> {
    this.before = undefined;
    return this.time.hold(this.answer(sent));
  }

  private async answer({ method, target, headers, body = "" }: Sent): Promise<WireReply> {
    const incoming = { method, url: target, headers: { host, ...headers }, socket: { remoteAddress: host } };
    const request = new Request(`http://${host}${target}`, { method, headers });
    const bindings = { incoming: incoming as unknown as IncomingMessage, body } as Bindings;
    const response = withDate(await this.app.fetch(request, bindings), this.now());
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  }
}

const definitions = new Map(collections.map((definition) => [definition.name, definition]));

function definitionOf(name: string): (typeof collections)[number] {
  const definition = definitions.get(name);
  if (definition === undefined) throw new Error(`there is no collection ${name}`);
  return definition;
}

class InProcessClient extends EmulatorClient {
  constructor(private readonly emulator: SimulatedEmulator) {
    super(emulator.address);
  }

  protected override async deliver(
    method: string,
    target: string,
    headers: Readonly<Record<string, string>>,
    body: string | undefined,
  ): Promise<Answer> {
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    const {
      status,
      headers: answered,
      body: text,
    } = await this.emulator.fetch({
      method,
      target,
      headers: Object.fromEntries(lower),
      body,
    });
    return { status, headers: answered, text, body: parsedText(text) };
  }
}
