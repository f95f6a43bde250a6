import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { beforeAll, describe, expect, test } from "@jest/globals";

import { loader } from "../../provider/program/loader";
import { unmarked } from "../support/marks";
import { oddKind } from "../support/odd-kind";
import { placeIn } from "../support/place";
import { usePluginFixture } from "../support/plugin-fixture";
import { CallError, type PluginProcess, type Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

/** No call takes longer, unless it hangs. */
const patienceMs = 20_000;
/** Characters of a message; it goes over the wire twice where something is kept. */
const longest = 8100;
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secretSignature = "4dabf18193072939515e22adb298388d";

const fixture = usePluginFixture();
let plugin: PluginProcess;

beforeAll(async () => {
  const folder = join(fixture.folder, "node_modules", "pulumi-scp-test");
  await mkdir(folder);
  await writeFile(join(folder, "index.js"), oddKind);
  plugin = patient(fixture.plugin);
});

let count = 0;
const meta = { schema: 1, name: "orders", stack: "test", project: "test" };
/** Inputs as a check completes them. */
const key = (more: Properties = {}): Properties => ({
  purpose: "aes-256",
  keyType: "advanced",
  description: "",
  rotation: { enabled: false },
  enabled: true,
  deleteImmediately: false,
  refuseDeletionWhileUsed: false,
  __meta: meta,
  ...more,
  __provider: loader("KmsKey"),
});
const odd = (more: Properties, get = "get"): Properties => ({
  name: `odd${String(count++)}`,
  __meta: meta,
  ...more,
  __provider: `exports.handler=()=>require("module").createRequire(process.cwd()+"/_")("pulumi-scp-test").${get}()`,
});

/** Calls by their names; those that look at an object get one that was made without trouble. */
const calls = {
  check: (inputs: Properties) => plugin.check({}, inputs),
  diff: (inputs: Properties) => plugin.diff("id1", { ...inputs, fails: "never" }, inputs),
  create: (inputs: Properties) => plugin.create(inputs),
  read: async (inputs: Properties) => {
    const { id, properties } = await plugin.create(inputs);
    return plugin.read(id, properties);
  },
  update: async (inputs: Properties) => {
    const { id, properties } = await plugin.create({ ...inputs, fails: "never" });
    return plugin.update(id, properties, inputs);
  },
  delete: async (inputs: Properties) => {
    const { id, properties } = await plugin.create(inputs);
    return plugin.delete(id, properties);
  },
};
/** Where the failure is made in each call. */
const places = [
  ["check", "check"],
  ["diff", "diff"],
  ["create", "create"],
  ["create", "step"],
  ["read", "read"],
  ["update", "step"],
  ["delete", "delete"],
] as const;

describe.each(places)("%s, with a failure in its %s", (call, place) => {
  const fail = (what: string): Promise<CallError> => failureOf(calls[call](odd({ fails: `${place}:${what}` })));

  test.each(["text", "nothing"])("answers an error where %s that is no error was thrown", async (what) => {
    const error = await fail(what);
    expect(error.code).toBe(2);
    expect(error.message).toContain(what === "text" ? "thrown text" : "undefined");
  });

  test.each(["foreign", "ok"])(
    "takes neither the id nor the code of a foreign error (%s) for its own",
    async (what) => {
      const error = await fail(what);
      expect(error.code).toBe(2);
      expect(error.message).toContain("foreign failure");
      // After the object was made its id is kept, not the foreign one.
      expect(error.partial?.id ?? "").toMatch(call === "create" && place === "step" ? /^id-of-odd/ : /^$/);
    },
  );

  test("cuts a message of 400 KB, on which the engine would wait for ever", async () => {
    const error = await fail("huge");
    expect(error.message).toContain("huge failure xxx");
    expect(error.message.length).toBeLessThan(longest);
    expect((error.partial?.reasons ?? []).join("").length).toBeLessThan(longest);
  });

  test("is printed once at most, without a stack", async () => {
    await fail("error");
    await pause(200);
    expect(fixture.plugin.errors).not.toContain("    at ");
    const printedByPulumi = call === "create" || call === "update" ? 0 : 1;
    expect(fixture.plugin.errors.split("plain failure").length - 1).toBe(printedByPulumi);
  });
});

describe("an answer of the service of 300 KB and more", () => {
  const detail = "x".repeat(300_000);
  const page = `<html><head><title>${"Bad gateway ".repeat(30_000)}</title></head></html>`;
  const answers = {
    "an envelope with one detail": { status: 400, body: { errors: [{ code: "Huge", detail }] } },
    "an envelope with many entries": {
      status: 400,
      body: { errors: Array.from({ length: 900 }, (_, index) => ({ code: `Huge${String(index)}`, detail })).map(cut) },
    },
    "a gateway's page": { status: 404, body: page },
    "a gateway's text": { status: 404, body: detail },
    "a gateway's JSON": { status: 404, body: { message: detail } },
  };

  test.each(Object.entries(answers))("%s becomes a short message of each call", async (_, fault) => {
    const { id, properties } = await plugin.create(key({ name: "orders" }));
    await fixture.emulator.client.addFault({ times: 0, fault });
    const errors = [
      await failureOf(plugin.create(key({ name: "billing" }))),
      await failureOf(plugin.read(id, properties)),
      await failureOf(plugin.update(id, properties, { ...key({ name: "orders" }), description: "new" })),
      await failureOf(plugin.delete(id, properties)),
    ];
    for (const { message, partial } of errors) {
      expect(message).toMatch(/^KmsKey orders: cannot \w+ the KMS key: .*HTTP 40[04]/);
      expect(message.length).toBeLessThan(longest);
      expect(partial).toBeUndefined();
    }
  });

  function cut({ code, detail: text }: { code: string; detail: string }): object {
    return { code, detail: text.slice(0, 900) };
  }
});

describe("a failure after the object was made", () => {
  const sizeOf = (properties: Properties | undefined): number => JSON.stringify(properties).length;

  test.each(["create", "update"])("with 180 KB of properties hangs nothing and stays manageable: %s", async (call) => {
    const inputs = odd({ shape: "large", label: "new", fails: "step:error" });
    const old = call === "update" ? await plugin.create({ ...inputs, label: "old", fails: "never" }) : undefined;
    const error = await failureOf(old ? plugin.update(old.id, old.properties, inputs) : plugin.create(inputs));
    const { id, properties } = partialOf(error);
    expect(sizeOf(properties)).toBeLessThan(36 * 1024);
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(["name", "odd", "__meta", "__place", "__provider"]));
    const state = unmarked(properties) as Properties;
    expect((await plugin.read(id, state)).id).toBe(id);
    await plugin.delete(id, state);
  });

  test("leaves out a value of more than 4 KB, which counts as not applied", async () => {
    const label = "x".repeat(5000);
    const inputs = odd({ label, fails: "step:error" });
    const { id, properties } = partialOf(await failureOf(plugin.create(inputs)));
    expect(properties).not.toHaveProperty("label");
    const state = unmarked(properties) as Properties;
    const diff = await plugin.diff(id, state, { ...inputs, fails: undefined });
    // Not left to the engine, which compares inputs only.
    expect(diff).toMatchObject({ changes: "some", replaces: [] });
    expect(await plugin.update(id, state, { ...inputs, fails: undefined })).toMatchObject({ label });
  });

  test("keeps odd values in a form that Pulumi can store, and marks secret ones", async () => {
    const { properties } = partialOf(await failureOf(plugin.create(odd({ shape: "odd", fails: "step:error" }))));
    expect(properties).toMatchObject({ odd: storedOdd, bare: "7", token: { [secretSignature]: expect.any(String) } });
  });

  test.each(["create", "update"])("keeps the code, so that refresh and delete work afterwards: %s", async (call) => {
    const model: StackModel = fixture.stack("KmsKey");
    const { client } = fixture.emulator;
    if (call === "update") await model.up({ purpose: "aes-256" });
    await client.addFault({ method: "PUT", path: "/state$", times: 0, fault: { status: 400, body: "no" } });
    const up = model.up({ purpose: "aes-256", description: "new", enabled: false });
    expect(partialOf(await failureOf(up)).properties["__provider"]).toBe(loader("KmsKey"));
    await client.removeFaults();
    expect(await within(model.refresh())).toEqual(["enabled"]);
    await within(model.destroy());
    expect(await client.keys.stored()).toMatchObject([{ state: "To_Be_Terminated" }]);
  });
});

const storedOdd = {
  date: "1970-01-01T00:00:00.000Z",
  wrongDate: null,
  bigint: "100000000000000000000",
  nan: null,
  infinite: [null],
  list: [null, "1970-01-01T00:00:00.000Z", "1", null],
  bytes: Buffer.from("bytes").toString("base64"),
  map: { b: "2" },
  set: ["1"],
};

describe("values", () => {
  test("that Pulumi cannot store do not lose the object: creation, refresh, update", async () => {
    const inputs = odd({ shape: "odd" });
    const { id, properties } = await plugin.create(inputs);
    expect([id, properties["odd"], properties["bare"]]).toEqual([`id-of-${String(inputs["name"])}`, storedOdd, "7"]);
    const read = await plugin.read(id, properties);
    expect([read.properties["odd"], read.properties["bare"]]).toEqual([storedOdd, "7"]);
    const updated = await plugin.update(id, properties, { ...inputs, label: "new" });
    expect([updated["odd"], updated["bare"], updated["label"]]).toEqual([storedOdd, "7", "new"]);
  });

  test("that a check makes of an input can be stored as well", async () => {
    const { inputs } = await plugin.check({}, odd({ at: "2026-01-02" }));
    expect(inputs["at"]).toBe("2026-01-02T00:00:00.000Z");
  });

  test("that are frozen get Pulumi's own key all the same", async () => {
    const inputs = odd({ shape: "frozen", at: "frozen" });
    const provider = inputs["__provider"];
    expect((await plugin.check({}, inputs)).inputs).toMatchObject({ at: { text: "frozen" }, __provider: provider });
    const { id, properties } = await plugin.create(inputs);
    expect(properties).toMatchObject({ odd: { list: [1] }, __provider: provider });
    expect((await plugin.read(id, properties)).properties).toMatchObject({ odd: { list: [1] }, __provider: provider });
    expect(await plugin.update(id, properties, { ...inputs, label: "new" })).toMatchObject({
      odd: { list: [1] },
      __provider: provider,
    });
  });

  test("that are unknown pass check and diff, also deep inside", async () => {
    const news = key({ name: unknownValue, rotation: { enabled: true, periodInDays: unknownValue } });
    const { inputs, failures } = await plugin.check({}, news);
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ name: unknownValue, rotation: { enabled: true, periodInDays: unknownValue } });
    const diff = await plugin.diff("id1", { ...inputs, ...key({ name: "orders" }) }, inputs);
    expect(diff.replaces).toEqual([]);
  });

  test("that are secret are marked by the plugin itself in creation, refresh and update", async () => {
    const inputs = odd({ pin: { digits: "1234" } });
    const marked = { token: { [secretSignature]: expect.any(String) }, pin: { [secretSignature]: expect.any(String) } };
    const { id, properties } = await plugin.create(inputs);
    expect(properties).toMatchObject(marked);
    const plain = { ...properties, token: "token", pin: inputs["pin"] };
    expect((await plugin.read(id, plain)).properties).toMatchObject(marked);
    expect(await plugin.update(id, plain, { ...inputs, label: "new" })).toMatchObject(marked);
  });
});

describe("a refused input", () => {
  test("that is secret is named in the reason only, since Pulumi prints the value of the property", async () => {
    const { failures } = await plugin.check({}, odd({ pin: { digits: "271828" } }));
    expect(failures).toEqual([{ property: "", reason: "pin digits: must have at most 4 digits" }]);
  });

  test("that nobody knows is treated as a secret", async () => {
    const { failures } = await plugin.check({}, key({ descripton: "271828" }));
    expect(failures).toEqual([
      { property: "", reason: "descripton is no input of a KMS key: did you mean description?" },
    ]);
  });

  test("that is plain is named, for Pulumi to show it", async () => {
    const { failures } = await plugin.check({}, key({ name: "Not allowed" }));
    expect(failures).toEqual([{ property: "name", reason: "must be 3 to 63 characters of a-z and 0-9" }]);
  });
});

test("a look-up of an id that is not there fails, although Pulumi would take an empty answer for an object", async () => {
  const read = plugin.read("0123456789abcdef", { ...key(), __meta: { ...meta, get: true } });
  expect((await failureOf(read)).message).toContain('there is no KMS key with the id "0123456789abcdef"');
});

describe("the configuration", () => {
  const inProcess = async (config: Record<string, string>, work: (fresh: PluginProcess) => Promise<void>) => {
    const fresh = await fixture.startPlugin(config);
    try {
      await work(patient(fresh));
    } finally {
      await fresh.stop();
    }
  };

  test("is there for each of many first calls at once", async () => {
    await inProcess({}, async (fresh) => {
      const names = Array.from({ length: 8 }, (_, index) => `orders${String(index)}`);
      const made = await Promise.all(names.map((name) => fresh.create(key({ name }))));
      expect(new Set(made.map(({ id }) => id)).size).toBe(8);
    });
  });

  test("is waited for by all first calls, where it takes a while", async () => {
    await inProcess({}, async (fresh) => {
      const slow = (more: Properties = {}): Properties => odd(more, "getSlowly");
      const [checked, diff, ...made] = await Promise.all([
        fresh.check({}, slow()),
        fresh.diff("id1", slow({ label: "a" }), slow({ label: "b" })),
        fresh.create(slow()),
        fresh.create(slow()),
        fresh.create(slow()),
      ]);
      expect([checked.failures, diff.changes]).toEqual([[], "unknown"]);
      for (const { properties } of made) expect(placeIn(properties)["region"]).toBe("kr-west1");
    });
  });

  test.each([
    ["scp:maxRetries", "many"],
    ["scp:environment", "x"],
    ["scp:endpoint", "http://example.com"],
    ["scp:secretKey", ""],
  ])("with a mistake in %s fails each call that needs it, and says which setting it is", async (setting, value) => {
    const { id, properties } = await plugin.create(key({ name: "orders" }));
    await inProcess({ [setting]: value }, async (fresh) => {
      const errors = await Promise.all(
        [1, 2].flatMap(() => [
          failureOf(fresh.create(key({ name: "billing" }))),
          failureOf(fresh.read(id, properties)),
          failureOf(fresh.update(id, properties, key({ name: "orders", description: "new" }))),
          failureOf(fresh.delete(id, properties)),
        ]),
      );
      errors.push(await failureOf(fresh.read(id, properties)));
      for (const { message, partial } of errors) {
        expect(message).toContain(setting);
        expect(partial).toBeUndefined();
      }
      expect((await fresh.check({}, key())).failures).toEqual([]);
    });
    expect(await fixture.emulator.client.keys.stored()).toMatchObject([{ name: "orders", description: "" }]);
  });
});

/** The same process; each of its calls fails when it takes too long, and at once after one that did. */
function patient(process: PluginProcess): PluginProcess {
  let hangs: Error | undefined;
  const call = async (work: () => Promise<unknown>): Promise<unknown> => {
    if (hangs !== undefined) throw hangs;
    return within(work()).catch((error: unknown) => {
      if (error instanceof Hang) hangs = error;
      throw error;
    });
  };
  return new Proxy(process, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => call(() => Reflect.apply(value, target, args) as Promise<unknown>);
    },
  });
}

class Hang extends Error {}

async function within<T>(call: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = pause(patienceMs, undefined, { signal: timer.signal }).then(() => {
    throw new Hang(`no answer within ${String(patienceMs)} ms: the engine would wait for ever`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([call, late]);
  } finally {
    timer.abort();
  }
}

async function failureOf(call: Promise<unknown>): Promise<CallError> {
  const failure: unknown = await within(call).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof CallError) return failure;
  throw failure instanceof Error ? failure : new Error("the call did not fail");
}

function partialOf(error: CallError): NonNullable<CallError["partial"]> {
  if (error.partial === undefined) throw error;
  return error.partial;
}
