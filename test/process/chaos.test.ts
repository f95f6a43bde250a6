import { setTimeout as pause } from "node:timers/promises";

import { beforeAll, expect, test } from "@jest/globals";

import { seededRandom } from "../../emulator/random";
import type { EmulatorClient, KeyRecord } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";
import { CallError, type Properties } from "../support/plugin-process";
import { StackModel } from "../support/stack-model";

/** CHAOS_OPERATIONS=10000 CHAOS_SEED=7 run more of it, or another story. */
const operations = Number(process.env["CHAOS_OPERATIONS"] ?? 400);
const seed = Number(process.env["CHAOS_SEED"] ?? 1);

const stackCount = 40;
const operationsPerPhase = 5;
/** No operation takes longer: with faults removed and few repetitions even a creation that always fails is done by then. */
const patienceMs = 60_000;

const waiting = "To_Be_Terminated";
const faults = [
  { status: 503 },
  { status: 429 },
  { status: 500, body: { errors: [{ code: "InternalError", detail: "chaos" }] } },
  { drop: "before" },
  { drop: "after" },
  { truncate: 10 },
  { delayMs: 30 },
];
/** Probability of each kind of fault, by phase: all but hopeless, and now and then. */
const probabilities = [0.2, 0.03];

const fixture = usePluginFixture();
let client: EmulatorClient;
const random = seededRandom(seed);

beforeAll(() => {
  ({ client } = fixture.emulator);
});

test(
  `nothing is lost, orphaned or doubled, and nothing hangs, in ${String(operations)} operations under faults`,
  async () => {
    const stacks = Array.from({ length: stackCount }, (_, index) => new ChaosStack(index));
    const phases = Math.ceil(operations / (stackCount * operationsPerPhase));
    for (let phase = 0; phase < phases; phase++) {
      try {
        await addFaults(probabilities[phase % probabilities.length] ?? 0, phase);
        for (let done = 0; done < operationsPerPhase; done++) await inNewPlugin(stacks, (stack) => stack.live());
        await client.removeFaults();
        await inNewPlugin(stacks, (stack) => stack.settle());
        const keys = await liveKeys();
        for (const stack of stacks) stack.compare(keys);
        expect(sorted(keys.map(({ id }) => id))).toEqual(sorted(stacks.flatMap(({ model }) => model.state?.id ?? [])));
      } catch (error) {
        throw new Error(`CHAOS_SEED=${String(seed)}, phase ${String(phase)}: ${String(error)}`, { cause: error });
      }
      // Keys that wait are deleted, so that lists stay short and names become free again.
      await client.advance("PT73H");
    }
  },
  60_000 + operations * 200,
);

/** A new `pulumi` command, as far as the plugin sees it. */
async function inNewPlugin(stacks: readonly ChaosStack[], work: (stack: ChaosStack) => Promise<void>): Promise<void> {
  const plugin = await fixture.startPlugin({ "scp:maxConcurrency": "64" });
  try {
    for (const stack of stacks) stack.model.use(plugin);
    await Promise.all(stacks.map(work));
  } finally {
    await plugin.stop();
  }
}

/** One key's life. Whatever an operation does, it ends, and what it leaves behind is known. */
class ChaosStack {
  readonly model: StackModel;
  private readonly name: string;
  /** What the program says. */
  private wanted: Properties | undefined;
  /** Programs of half of the stacks name their key; a name is blocked after a deletion. */
  private generation = 0;
  private touched = false;
  /** How often each value of rotateTrigger has rotated the key. */
  private readonly rotations = new Map<unknown, number>();
  private readonly story: string[] = [];

  constructor(private readonly index: number) {
    this.name = `chaos${String(index).padStart(3, "0")}`;
    this.model = new StackModel(fixture.plugin, "KmsKey", this.name);
  }

  async live(): Promise<void> {
    await this.told(
      pick(["up", "up", "up", "again", "again", "refresh", "destroy", "elsewhere"]),
      async (operation) => {
        if (operation === "up") await this.tolerant(() => this.up(this.program()));
        if (operation === "again") await this.tolerant(() => this.up(this.wanted ?? this.program()));
        if (operation === "refresh") await this.tolerant(() => this.refresh());
        if (operation === "destroy") await this.tolerant(() => this.destroy());
        if (operation === "elsewhere") await this.changeElsewhere();
      },
    );
  }

  /** Without faults everything works, and brings the key to what the program says. */
  async settle(): Promise<void> {
    await this.told("settle", async () => {
      const way = pick(["refresh", "up", "destroy"]);
      if (this.touched || way === "refresh") await this.refresh();
      if (way === "destroy") await this.destroy();
      else await this.up(this.wanted ?? this.program());
      if (this.model.state !== undefined) {
        expect(await this.model.up(this.wanted ?? {})).toBe("same");
        expect(await this.model.refresh()).toEqual([]);
        expect(await this.model.up(this.wanted ?? {})).toBe("same");
      }
    });
  }

  /** The service has what the program says, once. */
  compare(keys: readonly KeyRecord[]): void {
    const own = keys.filter((key) => key.name.startsWith(this.name));
    const context = `${this.name}: ${this.story.slice(-12).join(", ")}`;
    if (this.model.state === undefined) {
      expect({ context, own }).toEqual({ context, own: [] });
      return;
    }
    const { description, rotation, enabled, purpose } = this.wanted as {
      description: string;
      rotation: { enabled: boolean; periodInDays: number };
      enabled: boolean;
      purpose: string;
    };
    const auto_rotate = rotation.enabled ? "Y" : "N";
    const expected = {
      id: this.model.state.id,
      description,
      purpose,
      state: enabled ? "Active" : "Stop",
      auto_rotate,
      ...(rotation.enabled && { rotate_cycle: rotation.periodInDays }),
    };
    expect({ context, own }).toMatchObject({ context, own: [expected] });
  }

  private program(): Properties {
    const rotates = random() < 0.3;
    const isNew = random() < 0.1;
    if (isNew) this.generation++;
    return {
      purpose: isNew || this.wanted === undefined ? pick(["aes-256", "hmac-sha256"]) : this.wanted["purpose"],
      description: pick(["", "one", "two", "세 번째"]),
      rotation: { enabled: random() < 0.5, periodInDays: pick([30, 60, 90]) },
      // A stopped key cannot be rotated.
      enabled: rotates || random() < 0.6,
      ...(rotates && { rotateTrigger: String(random()) }),
      deleteImmediately: random() < 0.3,
    };
  }

  /** The name that the program gives; a new object needs a new one. */
  private named(program: Properties): Properties {
    if (this.index % 2 === 0) return program;
    const { state } = this.model;
    const replaces = state !== undefined && state.inputs["purpose"] !== program["purpose"];
    if (state === undefined || replaces) this.generation++;
    return { ...program, name: `${this.name}n${String(this.generation)}` };
  }

  private async up(program: Properties): Promise<void> {
    const wanted = this.named(program);
    this.wanted = wanted;
    const old = this.model.state;
    const before = await this.version();
    try {
      await this.model.up(wanted);
    } catch (error) {
      // Where the reply of a change is lost, only a refresh tells whether it was made.
      this.touched = true;
      await this.expectNoOrphan(error);
      throw error;
    } finally {
      if (this.model.state?.id === old?.id)
        this.countRotations((await this.version()) - before, wanted["rotateTrigger"]);
    }
  }

  /** The version of the key, past any fault; 0 where there is none. */
  private async version(): Promise<number> {
    return (await liveKeys()).find(({ id }) => id === this.model.state?.id)?.current_version ?? 0;
  }

  private countRotations(count: number, trigger: unknown): void {
    const total = (this.rotations.get(trigger) ?? 0) + count;
    this.rotations.set(trigger, total);
    if (total > (trigger === undefined ? 0 : 1))
      throw new Error(`rotated ${String(total)} times by ${String(trigger)}`);
  }

  /** Whatever failed: each key that exists is one that Pulumi knows of, or may be. */
  private async expectNoOrphan(error: unknown): Promise<void> {
    const { state, pendingDeletes } = this.model;
    const known = [state, ...pendingDeletes].map((entry) => entry?.id);
    const orphans = (await liveKeys())
      .filter(({ name }) => name.startsWith(this.name))
      .filter(({ id, name }) => !known.includes(id) && !known.includes(`unknown:${name}`));
    if (orphans.length > 0) throw new Error(`orphans ${JSON.stringify(orphans)} after: ${String(error)}`);
  }

  private async refresh(): Promise<void> {
    await this.model.refresh();
    this.touched = false;
  }

  private async destroy(): Promise<void> {
    // Where the reply is lost, the key waits for its deletion and only a refresh tells.
    this.touched = true;
    await this.model.destroy();
    this.touched = false;
  }

  /** Somebody else changes the key, by whom every request gets through in the end. */
  private async changeElsewhere(): Promise<void> {
    const id = this.model.state?.id;
    if (id === undefined || id.startsWith("unknown:")) return;
    const key = `/v1/kms/transit/${id}`;
    const put = (part: string, body: object) => () => client.call("PUT", `${key}/${part}`, { body });
    const change = pick([
      put("description", { description: "elsewhere" }),
      put("state", { state: pick(["Active", "Stop"]) }),
      put("rotate-info", { auto_rotate: pick(["Y", "N"]), rotate_cycle: 7 }),
      () => client.call("DELETE", key),
      () => client.call("DELETE", `${key}?is_directly=true`),
    ]);
    this.touched = true;
    for (;;) {
      const status = await change().then(
        (answer) => answer.status,
        () => 0,
      );
      // Done, or refused by the service itself: the key is gone or stopped.
      if (status >= 200 && status < 500 && status !== 429) return;
    }
  }

  /** Under faults an operation may fail, but only as Pulumi can show it. */
  private async tolerant(operation: () => Promise<void>): Promise<void> {
    try {
      await operation();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.story.push(`(${error.partial === undefined ? "" : "partial "}${error.message.slice(0, 60)})`);
    }
  }

  private async told(operation: string, work: (operation: string) => Promise<void>): Promise<void> {
    this.story.push(operation);
    try {
      await within(work(operation));
    } catch (error) {
      const story = this.story.slice(-12).join(", ");
      throw new Error(`${this.name}: ${story}: ${String(error)}`, { cause: error });
    }
  }
}

async function addFaults(probability: number, phase: number): Promise<void> {
  for (const [index, fault] of faults.entries()) {
    await client.addFault({ times: 0, probability, seed: seed * 1000 + phase * faults.length + index, fault });
  }
}

async function liveKeys(): Promise<KeyRecord[]> {
  return (await client.keys.stored()).filter(({ state }) => state !== waiting);
}

function pick<T>(values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new TypeError("nothing to choose from");
  return value;
}

function sorted(ids: readonly string[]): string[] {
  return [...ids].sort();
}

async function within<T>(work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = pause(patienceMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`no end within ${String(patienceMs)} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
