import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";

import { beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import type { ResourceOptions } from "../../provider/index";
import { loader } from "../../provider/program/loader";
import type { EmulatorClient } from "../support/emulator-client";
import { exportedKinds } from "../support/exported-kinds";
import { placeIn } from "../support/place";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { Recorded, RecordedKind, Situation, Tokens } from "../support/recorded-state/kind";
import { fill, withPlaceholders } from "../support/recorded-state/placeholders";
import { StackModel } from "../support/stack-model";

const tables = join(__dirname, "recorded-state");
/** One table for each kind: every file of the folder has one. */
const kinds = readdirSync(tables).map(
  (file) => jest.requireActual<{ states: RecordedKind }>(join(tables, file)).states,
);

const folder = join(__dirname, "fixtures", "state");
const logicalName = "orders";

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

const newModel = ({ kind }: RecordedKind): StackModel => new StackModel(fixture.plugin, kind, logicalName);
const meta = ({ timeouts, get }: Situation): Properties => ({
  schema: 1,
  name: logicalName,
  stack: "test",
  project: "test",
  ...(timeouts && { timeouts }),
  ...(get && { get }),
});

// RECORD_STATES=KmsKey/v2,Secret/v2 records further sets instead: docs/recorded-state.md.
const newSets = process.env["RECORD_STATES"]?.split(",");
if (newSets === undefined) {
  test("there is a set of each kind that the package exports, and of no other", () => {
    const exported = [...exportedKinds.keys()].sort();
    expect(readdirSync(folder).sort()).toEqual(exported);
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(exported);
  });

  for (const kind of kinds) {
    describe.each(readdirSync(join(folder, kind.kind)))(`${kind.kind}, set %s`, (set) => {
      replaySet(kind, join(folder, kind.kind, set));
    });
  }
} else {
  for (const kind of kinds) {
    for (const set of newSets.filter((name) => name.startsWith(`${kind.kind}/`))) recordSet(kind, join(folder, set));
  }
}

function replaySet(kind: RecordedKind, set: string): void {
  const names = readdirSync(set).map((file) => file.replace(/\.json$/, ""));

  test("has all situations of its time", () => {
    expect(names).toEqual(expect.arrayContaining([...kind.always]));
    expect(Object.keys(kind.situations)).toEqual(expect.arrayContaining(names));
  });

  describe.each(names)("%s", (name) => {
    const situation = situationOf(kind, name);
    const recorded = JSON.parse(readFileSync(join(set, `${name}.json`), "utf8")) as Recorded;

    test("holds the permanent type, code and hidden input, as today's program says them", async () => {
      const code = `exports.handler=()=>require("module").createRequire(process.cwd()+"/_")("pulumi-scp/provider").get("${kind.kind}")`;
      expect(recorded.type).toBe(`pulumi-nodejs:dynamic/${kind.cloud}:${kind.kind}`);
      // What was imported has no hidden input until a program declares it.
      const __meta = situation.imported === true ? undefined : meta(situation);
      for (const { __provider, ...properties } of [recorded.inputs, recorded.outputs]) {
        expect(__provider).toBe(code);
        expect(properties["__meta"]).toEqual(__meta);
      }
      expect(await registered(kind, situation)).toMatchObject({
        type: recorded.type,
        inputs: { __provider: code, __meta: __meta ?? meta(situation) },
      });
    });

    describe.each(Object.keys(situation.cloud))("%s", (cloud) => {
      replay(kind, situation, recorded, cloud);
    });
  });
}

/** Every operation on a recorded state, with the object that it speaks of made without this package. */
function replay(kind: RecordedKind, situation: Situation, recorded: Recorded, cloud: string): void {
  let model: StackModel;
  let args: Properties;

  const stored = (): Promise<readonly object[]> => storedOf(kind, model);
  const live = async (): Promise<object[]> => (await stored()).filter((object) => kind.isLive({ ...object }));

  beforeEach(async () => {
    const given = (await kind.given?.(client)) ?? {};
    const before = fill(recorded, given, "partly") as Recorded;
    const object = await situation.cloud[cloud]?.(client, before);
    const filled = fill(before, tokensOf(kind, object)) as Recorded;
    model = newModel(kind);
    model.state = { id: filled.id, inputs: filled.inputs, outputs: filled.outputs, initErrors: filled.initErrors };
    ({ args } = filled);
  });

  if (situation.get === true) {
    test("is looked up and refreshed to what it was", async () => {
      const { id = "", inputs = {}, outputs = {} } = model.state ?? {};
      const same = { ...outputs, __place: placeIn(outputs) };
      const again = await fixture.plugin.read(id, inputs);
      expect({ ...again.properties, __place: placeIn(again.properties) }).toMatchObject(same);
      expect(await model.refresh()).toEqual([]);
      const refreshed = model.state?.outputs ?? {};
      expect({ ...refreshed, __place: placeIn(refreshed) }).toMatchObject(same);
      expect([again.id, model.state?.id]).toEqual([id, id]);
    });
    return;
  }

  const { up, shown, shownAfterRefresh = shown } = situation;

  test("is refreshed; then the program is brought up once, and again without a change", async () => {
    expect(await model.refresh()).toEqual(situation.drift(cloud, recorded));
    await model.up(args, recorded.timeouts);
    expect(await model.refresh()).toEqual([]);
    expect(await model.up(args, recorded.timeouts)).toBe("same");
    expect(await live()).toMatchObject([{ ...shownAfterRefresh, id: model.state?.id }]);
  });

  test("is brought up without a refresh", async () => {
    if (up instanceof RegExp) {
      await expect(model.up(args, recorded.timeouts)).rejects.toThrow(up);
      return;
    }
    expect(await model.up(args, recorded.timeouts)).toBe(up);
    expect(await model.up(args, recorded.timeouts)).toBe("same");
    expect(await stored()).toMatchObject([{ ...shown, id: model.state?.id }]);
  });

  const { change: possible } = kind;
  if (possible !== undefined)
    test("is updated without a refresh", async () => {
      // The program's first values count as those that nobody could read.
      if (situation.imported === true) await model.up(args);
      const change = model.up({ ...args, ...possible.args }, recorded.timeouts);
      const refused = up instanceof RegExp ? up : situation.refused;
      if (refused !== undefined) {
        await expect(change).rejects.toThrow(refused);
        return;
      }
      expect(await change).toBe(up === "replaced" ? "replaced" : "updated");
      expect(await stored()).toMatchObject([{ ...shown, ...possible.shown, id: model.state?.id }]);
    });

  for (const [change, replaces] of situation.replaces ?? []) {
    test(`a change to ${inspect(change)} replaces ${inspect(replaces)}`, async () => {
      const preview = await model.preview({ ...args, ...change });
      expect(preview.replaces).toEqual(replaces);
    });
  }

  test("is deleted without a refresh", async () => {
    const before = await live();
    await model.destroy();
    expect(await live()).toEqual(kind.isOnlyForgotten === true ? before : []);
  });
}

function recordSet(kind: RecordedKind, set: string): void {
  test.each(Object.entries(kind.situations))(`records ${kind.kind} %s`, async (name, situation) => {
    const file = join(set, `${name}.json`);
    if (existsSync(file)) throw new Error(`${file} is recorded already: a set is never changed`);
    const model = newModel(kind);
    const given = (await kind.given?.(client)) ?? {};
    const filled = fill(situation.args, given, "partly") as Properties;
    const answer = await situation.record(model, client, filled, situation.timeouts);
    if (situation.get === true) await lookUp(kind, situation, model, answer as { id: string });
    const [object] = await storedOf(kind, model);
    const { args, timeouts } = situation;
    const { type } = await registered(kind, situation);
    const recorded = { type, args, ...(timeouts && { timeouts }), ...model.state };
    const tokens = { ...tokensOf(kind, object), ...given };
    await mkdir(set, { recursive: true });
    const texts = withPlaceholders(recorded, tokens, kind.replyOnly ?? []);
    await writeFile(file, `${JSON.stringify(texts, undefined, 2)}\n`);
  });
}

async function lookUp(kind: RecordedKind, situation: Situation, model: StackModel, { id }: { id: string }) {
  const inputs = { __meta: meta(situation), __provider: loader(kind.kind) };
  const { properties } = await fixture.plugin.read(id, inputs);
  model.state = { id, inputs, outputs: properties, initErrors: [] };
}

/** What the service has; of a value, what state has. */
async function storedOf({ stored }: RecordedKind, { state }: StackModel): Promise<readonly object[]> {
  if (stored !== undefined) return stored(client);
  return state === undefined ? [] : [{ ...state.outputs, id: state.id }];
}

function situationOf({ kind, situations }: RecordedKind, name: string): Situation {
  const situation = situations[name];
  if (situation === undefined) throw new Error(`nothing says what the situation ${name} of a ${kind} is`);
  return situation;
}

/** What the class registers with Pulumi's engine. */
async function registered(
  kind: RecordedKind,
  { args, timeouts, get }: Situation,
): Promise<{ type: string; inputs: Properties }> {
  let result: { type: string; inputs: Properties } | undefined;
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, inputs }) => {
        result = { type, inputs: inputs as Properties };
        return { id: "id1", state: inputs as Properties };
      },
      call: () => ({}),
    },
    "test",
    "test",
  );
  const options: ResourceOptions = timeouts === undefined ? {} : { customTimeouts: timeouts };
  const resource = get === true ? kind.lookUp(logicalName, "id1", options) : kind.program(logicalName, args, options);
  await new Promise((resolve) => resource.urn.apply(resolve));
  if (result === undefined) throw new Error("nothing was registered");
  return result;
}

/** What differs from one emulator to the next: of the account, and of the object. */
function tokensOf(kind: RecordedKind, object: object | undefined): Tokens {
  const { accountId, accessKey, spaceoneDomainId, spaceoneWorkspaceId, spaceoneToken = "" } = fixture.emulator.address;
  const own = kind.tokens({ ...object });
  const { createdAt } = own;
  return {
    ...own,
    account: accountId,
    domain: spaceoneDomainId,
    workspace: spaceoneWorkspaceId,
    credential: createHash("sha256")
      .update(kind.cloud === "scp" ? accessKey : appOf(spaceoneToken))
      .digest("hex")
      .slice(0, 8),
    // Long enough ago for an object that is not shown to be none.
    attempt: new Date(createdAt ?? Date.now() - 60_000).toISOString(),
  };
}

/** The app that a token belongs to. */
function appOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
  return String(claims["jti"]);
}
