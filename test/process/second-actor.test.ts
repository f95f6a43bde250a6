import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { seededRandom } from "../../emulator/random";
import type { EmulatorClient } from "../support/emulator-client";
import { kindSamples } from "../support/kind-samples";
import { usePluginFixture } from "../support/plugin-fixture";
import { CallError, type PluginProcess, type Properties } from "../support/plugin-process";
import { StackModel } from "../support/stack-model";

/** SECOND_ACTOR_STEPS=500 SECOND_ACTOR_SEED=7 run more of it, or another story. */
const steps = Number(process.env["SECOND_ACTOR_STEPS"] ?? 16);
const seed = Number(process.env["SECOND_ACTOR_SEED"] ?? 1);

interface Thing {
  readonly id: string;
}

type Act = (client: EmulatorClient, id: string) => Promise<unknown>;

/** What a program and somebody else do with the objects of a kind. */
interface Kind {
  /** All that exist and do not wait for their end, without what changes by itself. */
  readonly alive: (client: EmulatorClient) => Promise<readonly Thing[]>;
  /** Inputs of the program besides the fewest ones, of which it has now these and now those. */
  readonly variants: readonly Properties[];
  /** What somebody else does to the program's object. */
  readonly changes: readonly Act[];
  readonly remove: Act;
  /** Regular expression on the path of the creation. */
  readonly creation: string;
  /** Takes back a deletion of an object of the kind, whosever it was, and answers its id. */
  readonly restore?: (client: EmulatorClient) => Promise<string | undefined>;
}

const put =
  (path: (id: string) => string, body: object): Act =>
  (client, id) =>
    client.call("PUT", path(id), { body });
const key = (part: string) => (id: string) => `/v1/kms/transit/${id}/${part}`;
const secret = (part: string) => (id: string) => `/v1/secrets/${id}/${part}`;
const cloudService =
  (changes: object): Act =>
  (client, id) =>
    client.spaceone("/inventory/cloud-service/update", { cloud_service_id: id, ...changes });

const kinds: Readonly<Record<string, Kind>> = {
  KmsKey: {
    alive: async (client) => (await client.keys.stored()).filter(({ state }) => state !== "To_Be_Terminated"),
    variants: [{ description: "one" }, { description: "two", enabled: false }, { deleteImmediately: true }],
    changes: [
      put(key("description"), { description: "theirs" }),
      put(key("state"), { state: "Stop" }),
      (client, id) => client.call("POST", key("rotate")(id), { body: {} }),
      (client, id) => client.call("DELETE", `/v1/kms/transit/${id}`),
    ],
    remove: (client, id) => client.call("DELETE", `/v1/kms/transit/${id}?is_directly=true`),
    creation: "^/v1/kms/transit$",
  },
  Secret: {
    alive: async (client) =>
      (await client.secrets.stored())
        .filter(({ state }) => state === "Active")
        .map(({ recent_searched_at: _, ...stored }) => stored),
    variants: [
      { value: { a: "one" } },
      { value: { a: "two" }, versionLabels: { live: "CURRENT" } },
      { value: { a: "once" }, initialValueOnly: true },
      { value: { a: "one" }, restoreOnCreate: true, recoveryWindowInDays: 7 },
    ],
    changes: [
      put(secret("values"), { secret_value: '{"a":"theirs"}' }),
      put(secret("description"), { description: "theirs" }),
      (client, id) => client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } }),
    ],
    restore: async (client) => {
      const waiting = (await client.secrets.stored()).find(({ state }) => state === "To_Be_Terminated");
      if (waiting !== undefined) await client.call("PUT", secret("restore")(waiting.id), { body: {} });
      return waiting?.id;
    },
    remove: (client, id) => client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } }),
    creation: "^/v1/secrets$",
  },
  Certificate: {
    alive: (client) => client.certificates.stored(),
    variants: [{}],
    changes: [],
    remove: (client, id) => client.call("DELETE", `/v1/certificatemanager/${id}`),
    creation: "/self-sign$",
  },
  SecretVault: {
    alive: async (client) => (await client.vaults.stored()).filter(({ vaultkey_state }) => vaultkey_state === "Active"),
    variants: [{}],
    changes: [],
    remove: (client, id) => client.call("PUT", `/v1/secretvault/${id}/terminated`, { body: { waiting_time_ndays: 7 } }),
    creation: "^/v1/secretvault$",
  },
  ConfigInspection: {
    alive: async (client) =>
      (await client.diagnoses.stored()).map(({ diagnosis_id, diagnosis_name }) => ({
        id: diagnosis_id,
        diagnosis_name,
      })),
    variants: [{}],
    changes: [],
    remove: (client, id) => client.call("DELETE", `/v1/configinspection/diagnosis/terminate/${id}`),
    creation: "/diagnosis/save$",
  },
  CloudService: {
    alive: async (client) =>
      (await client.cloudServices.stored())
        .filter(({ state }) => state === "ACTIVE")
        .map((stored) => ({ ...stored, id: stored.cloud_service_id })),
    variants: [
      { data: { a: 1 } },
      { data: { b: 2 }, tags: { team: "orders" } },
      { data: { a: 1 }, reference: { resourceId: "r1" }, metadata: { view: { a: "b" } } },
    ],
    changes: [
      cloudService({ data: { theirs: 1 } }),
      cloudService({ tags: { theirs: "x" } }),
      (client, id) => cloudService({ project_id: client.address.spaceoneProjectId })(client, id),
    ],
    remove: (client, id) => client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: id }),
    creation: "/cloud-service/create$",
  },
  SpaceoneSecret: {
    alive: async (client) =>
      (await client.storedSpaceoneSecrets()).map((stored) => ({ ...stored, id: stored.secret_id })),
    variants: [{ data: { a: "one" } }, { data: { a: "two" }, tags: { team: "orders" } }],
    changes: [(client, id) => client.spaceone("/secret/secret/update", { secret_id: id, tags: { theirs: "x" } })],
    remove: (client, id) => client.spaceone("/secret/secret/delete", { secret_id: id }),
    creation: "/secret/create$",
  },
};

const faults = [
  { drop: "before" },
  { drop: "after" },
  { truncate: 9 },
  { status: 503 },
  { status: 504, body: "<html>" },
];

const fixture = usePluginFixture();
let client: EmulatorClient;
let elsewhere: PluginProcess;

beforeAll(async () => {
  ({ client } = fixture.emulator);
  elsewhere = await fixture.startPlugin();
});

afterAll(async () => {
  await elsewhere.stop();
});

test.each(Object.entries(kinds))(
  "whatever the program and somebody else do with a %s, nobody loses anything of the other one",
  async (name, kind) => {
    const story = new Story(name, kind);
    await story.begin();
    try {
      for (let step = 0; step < steps; step++) await story.goOn();
      await story.end();
    } finally {
      await story.stop();
    }
  },
  60_000 + steps * 3000,
);

/** One program with one object, and somebody else with objects of the same name. */
class Story {
  private readonly random = seededRandom(seed);
  private readonly told: string[] = [];
  private own: StackModel;
  private plugin: PluginProcess | undefined;
  private wanted: Properties = {};
  private sample: Properties = {};
  private generation = 0;
  /** Objects of somebody else, as they last left them. */
  private readonly foreign = new Map<string, string>();

  constructor(
    private readonly kindName: string,
    private readonly kind: Kind,
  ) {
    this.own = new StackModel(fixture.plugin, kindName, "orders");
  }

  async begin(): Promise<void> {
    this.sample = (await kindSamples[this.kindName]?.args(client)) ?? {};
    await this.nextCommand();
  }

  async stop(): Promise<void> {
    await this.plugin?.stop();
  }

  async goOn(): Promise<void> {
    const act = this.pick([
      () => this.up(),
      () => this.up(),
      () => this.up(),
      () => this.refresh(),
      () => this.destroy(),
      () => this.othersMake(),
      () => this.othersMake(),
      () => this.othersChange(),
      () => this.othersRemove(),
      () => this.othersRestore(),
      () => this.nextCommand(),
    ]);
    await act();
    await this.expectNothingLost();
  }

  /** Without faults, and with a name that nobody else has, the program gets what it says. */
  async end(): Promise<void> {
    await this.nextCommand();
    const { state } = this.own;
    if (state !== undefined) await this.tell("refresh", () => this.own.refresh());
    if (this.own.state === undefined) this.generation++;
    this.wanted = this.program();
    await this.tell("up", () => this.own.up(this.wanted));
    await this.tell("refresh", () => this.own.refresh());
    if (this.own.state === undefined) throw new Error(`${this.context()}: nothing is there`);
    expect([this.context(), await this.own.up(this.wanted)]).toEqual([this.context(), "same"]);
    await this.expectNothingLost();
    expect(await this.ownOnes()).toHaveLength(1);
    await this.own.destroy();
    await this.expectNothingLost();
    expect(await this.ownOnes()).toEqual([]);
  }

  private program(): Properties {
    return { ...this.sample, ...this.named(), ...this.pick(this.kind.variants) };
  }

  private named(): Properties {
    const name = `orders${String(this.generation)}`;
    const keyId = String(this.generation).padStart(32, "0");
    if (this.kindName === "SecretVault") return { name, accessKeyId: keyId };
    return this.kindName === "CloudService" ? {} : { name };
  }

  private async up(): Promise<void> {
    if (this.own.state === undefined && this.random() < 0.3) this.generation++;
    this.wanted = this.program();
    const isCreation = this.own.state === undefined;
    await this.troubled(isCreation ? { method: "POST", path: this.kind.creation } : {}, "up", () =>
      this.own.up(this.wanted),
    );
  }

  private async refresh(): Promise<void> {
    await this.troubled({ method: "GET" }, "refresh", () => this.own.refresh());
  }

  private async destroy(): Promise<void> {
    await this.troubled({ method: "DELETE" }, "destroy", () => this.own.destroy());
  }

  /** Somebody else makes an object of the program's name, long enough before or after the program tried to. */
  private async othersMake(): Promise<void> {
    await client.advance("PT10M");
    const model = new StackModel(elsewhere, this.kindName, "theirs");
    const made = await this.tell("others make", () =>
      model.up({ ...this.sample, ...this.named(), ...this.pick(this.kind.variants), initialValueOnly: undefined }),
    );
    const id = model.state?.id;
    if (made && id !== undefined) await this.remember(id);
    await client.advance("PT10M");
  }

  private async othersChange(): Promise<void> {
    const [own] = await this.ownOnes();
    const change = this.kind.changes.length === 0 ? undefined : this.pick(this.kind.changes);
    if (own !== undefined && change !== undefined) await this.tell("others change", () => change(client, own.id));
  }

  private async othersRemove(): Promise<void> {
    const [own] = await this.ownOnes();
    if (own !== undefined) await this.tell("others remove", () => this.kind.remove(client, own.id));
    await client.advance("PT1M");
  }

  /** What the program has let go and somebody else takes back is theirs. */
  private async othersRestore(): Promise<void> {
    const id = await this.kind.restore?.(client);
    this.told.push(`others restore ${id === undefined ? "nothing" : "one"}`);
    const isOwn = id === this.own.state?.id && !this.foreign.has(id ?? "");
    if (id !== undefined && !isOwn) await this.remember(id);
  }

  private async nextCommand(): Promise<void> {
    await this.plugin?.stop();
    this.plugin = await fixture.startPlugin();
    this.own.use(this.plugin);
  }

  private async troubled(strikes: object, what: string, work: () => Promise<unknown>): Promise<void> {
    const isTroubled = this.random() < 0.6;
    const times = this.pick([0, 1, 1]);
    if (isTroubled) await client.addFault({ ...strikes, times, fault: this.pick(faults) });
    await this.tell(isTroubled ? `${what} in trouble` : what, work);
    await client.removeFaults();
  }

  /** Answers whether it went well: what is refused says why, and nothing else may go wrong. */
  private async tell(what: string, work: () => Promise<unknown>): Promise<boolean> {
    this.told.push(what);
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.told.push(`(${error.message.slice(0, 90)})`);
      return false;
    }
  }

  private async remember(id: string): Promise<void> {
    const found = (await this.kind.alive(client)).find((thing) => thing.id === id);
    if (found !== undefined) this.foreign.set(id, JSON.stringify(found));
  }

  private async ownOnes(): Promise<readonly Thing[]> {
    return (await this.kind.alive(client)).filter(({ id }) => !this.foreign.has(id));
  }

  /** What somebody else made is as they left it, and what the program made is in its state, or known to be in doubt. */
  private async expectNothingLost(): Promise<void> {
    const alive = await this.kind.alive(client);
    const theirs = alive
      .filter(({ id }) => this.foreign.has(id))
      .map((thing) => [thing.id, JSON.stringify(thing)] as const);
    expect([this.context(), Object.fromEntries(theirs)]).toEqual([this.context(), Object.fromEntries(this.foreign)]);
    const own = await this.ownOnes();
    const { id = "" } = this.own.state ?? {};
    const isKnown = own.length === 0 || (own.length === 1 && (id.startsWith("unknown:") || own[0]?.id === id));
    expect([this.context(), isKnown ? [] : own, id]).toEqual([this.context(), [], id]);
  }

  private context(): string {
    return `SECOND_ACTOR_SEED=${String(seed)} ${this.kindName}: ${this.told.slice(-14).join(", ")}`;
  }

  private pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }
}
