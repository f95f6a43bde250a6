import { realpath } from "node:fs/promises";

import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import type { EmulatorClient } from "./emulator-client";
import type { EmulatorProcess } from "./emulator-process";
import { clouds } from "./cloud-words";
import { layouts, loadedFrom, type LayoutName } from "./layouts";
import { usePluginFixture } from "./plugin-fixture";
import type { PluginProcess, Properties } from "./plugin-process";
import { CheckError, type StackModel } from "./stack-model";

const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A value of an input and how the service shows it. */
interface Sample {
  readonly value: unknown;
  readonly shown: Properties;
}

/** A write that a resource's life needs, for faults. */
interface Write {
  readonly during: "create" | "update" | "delete";
  readonly method: string;
  /** Regular expression on the path. */
  readonly path: string;
  /** It must not happen twice, so that the next operation repeats it where nothing shows that it was done. */
  readonly isOnce?: true;
}

/** All that the suite needs to know of a resource kind. */
export interface ResourceTable {
  readonly kind: string;
  /** SCP unless said otherwise. */
  readonly cloud?: "spaceone";
  /** Where the package is loaded from: the kinds share the layouts among them. */
  readonly layout: LayoutName;
  /** Makes what every object of the kind needs, and answers the inputs that name it. */
  readonly given?: (client: EmulatorClient) => Promise<Properties>;
  /** Further inputs of `full` that have to be made. */
  readonly givenFull?: () => Promise<Properties>;
  /** Inputs that no two objects may share, made anew for another one. */
  readonly another?: () => Properties;
  /** The fewest inputs besides the given ones. */
  readonly minimal: Properties;
  /** Inputs that the service never shows. */
  readonly unreadable: readonly string[];
  /** False where the service never says whose an object is, so that only scp:accountId can prove it. */
  readonly showsAccount?: false;
  /** Requests of a creation from the fewest inputs. */
  readonly creationRequests: number;
  /** False where an object can only be removed with a window, so that one of unknown outcome waits for a refresh. */
  readonly removableAtOnce: boolean;
  /** True where a deleted object waits for its end or keeps its name: what is unknown replaces none. */
  readonly hasWindow?: true;
  /** Inputs that make every write of `writes` happen: first at creation, then by the update to `changed`. */
  readonly full: Properties;
  readonly changed: Properties;
  /** What the service shows of the fewest inputs. */
  readonly shown: Properties;
  /** What an input that is left out means. */
  readonly updates: Readonly<
    Record<string, { readonly first: Sample; readonly second: Sample; readonly cleared: Sample }>
  >;
  /** Inputs that are kept for a later operation. */
  readonly stateOnly: Readonly<Record<string, { readonly first: unknown; readonly second: unknown }>>;
  /** Inputs that the API takes at creation only. */
  readonly creationOnly: Readonly<Record<string, { readonly first: unknown; readonly second: unknown }>>;
  readonly replacements: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  /** What somebody else can change, by the input in which it must show. */
  readonly drifts: Readonly<Record<string, (client: EmulatorClient, id: string) => Promise<unknown>>>;
  readonly writes: readonly Write[];
  /** Objects that exist and do not wait for their deletion, as the service shows them. */
  readonly objects: (client: EmulatorClient) => Promise<readonly ({ id: string } & object)[]>;
  /** Removes an object for good, behind the program's back. */
  readonly disappear: (client: EmulatorClient, id: string) => Promise<unknown>;
  /** Marks an object for deletion, behind the program's back; absent where the kind has no window. */
  readonly expire?: (client: EmulatorClient, id: string) => Promise<unknown>;
  /** A step of the creation after the object exists, and inputs that need it; absent where creation is one request. */
  readonly laterStep?: { readonly method: string; readonly path: string; readonly inputs: Properties };
}

/** Defines tests for each entry of a table, which may be empty. */
function each<T>(table: Readonly<Record<string, T>>, define: (name: string, entry: T) => void): void {
  for (const [name, entry] of Object.entries(table)) define(name, entry);
}

/** The life of a resource kind, in the real plugin process against the emulator. */
export function lifecycleSuite(kind: ResourceTable): void {
  /** With what was made for the test at hand. */
  const table = { ...kind };
  const cloud = clouds[kind.cloud ?? "scp"];
  const fixture = usePluginFixture(kind.layout);
  let emulator: EmulatorProcess;
  let plugin: PluginProcess;

  beforeAll(() => {
    ({ emulator, plugin } = fixture);
  });

  beforeEach(async () => {
    const given = { ...(await kind.given?.(emulator.client)), ...another() };
    table.minimal = { ...kind.minimal, ...given };
    table.full = { ...kind.full, ...given, ...(await kind.givenFull?.()) };
  });

  const another = (): Properties => kind.another?.() ?? {};
  const startPlugin = (config: Record<string, string>): Promise<PluginProcess> => fixture.startPlugin(config);
  const stack = (): StackModel => fixture.stack(table.kind);
  /**
   * What was just made may be unknown everywhere for a while: from here on it is not. Each time by more, since the plugin
   * may go by the clock of the test before, which was reset.
   */
  const settled = (): Promise<unknown> => emulator.client.advance(`PT${String(++minutes)}M`);
  let minutes = 0;
  const objects = (): ReturnType<ResourceTable["objects"]> => table.objects(emulator.client);
  const only = async (): Promise<{ id: string } & object> => {
    const found = await objects();
    expect(found).toHaveLength(1);
    return found[0] as { id: string } & object;
  };
  const expectOne = async (model: StackModel): Promise<void> => {
    expect(model.state?.id).toBe((await only()).id);
  };

  test("runs what was put in place", async () => {
    expect(await loadedFrom(fixture.folder)).toBe(await realpath(layouts[kind.layout].loads(fixture.root)));
  });

  describe("creation", () => {
    test("makes what the program says, with few requests, and knows its id", async () => {
      const model = stack();
      const before = (await emulator.client.requests()).length;
      expect(await model.up(table.minimal)).toBe("created");
      expect(await emulator.client.requests()).toHaveLength(before + table.creationRequests);
      expect(await only()).toMatchObject({ ...table.shown, id: model.state?.id });
    });

    test("is followed by nothing to do, without a request", async () => {
      const model = stack();
      await model.up(table.full);
      const before = (await emulator.client.requests()).length;
      expect(await model.up(table.full)).toBe("same");
      expect(await emulator.client.requests()).toHaveLength(before);
      expect(await model.refresh()).toEqual([]);
      expect(await model.up(table.full)).toBe("same");
    });

    test("outputs hold what inputs say, and each output of the kind is known", async () => {
      const model = stack();
      await model.up(table.full);
      expect(model.state?.outputs).toMatchObject(table.full);
    });
  });

  each(table.updates, (name, { first, second, cleared }) => {
    describe(name, () => {
      test("is set, changed and cleared in place", async () => {
        const model = stack();
        await model.up(table.minimal);
        const id = model.state?.id;
        for (const { value, shown } of [first, second, cleared]) {
          const args = { ...table.minimal, ...(value === undefined ? {} : { [name]: value }) };
          expect(await model.preview(args)).toMatchObject({ changes: "some", replaces: [], differing: [name] });
          expect(await model.up(args)).toBe("updated");
          expect(await only()).toMatchObject({ ...shown, id });
          expect(await model.refresh()).toEqual([]);
          expect(await model.up(args)).toBe("same");
        }
      });

      test("is set at creation", async () => {
        const model = stack();
        await model.up({ ...table.minimal, [name]: first.value });
        expect(await only()).toMatchObject(first.shown);
        expect(await model.refresh()).toEqual([]);
      });
    });
  });

  each(table.replacements, (name, { from, to }) => {
    test(`a changed ${name} makes a new object`, async () => {
      const model = stack();
      await model.up({ ...table.minimal, [name]: from });
      const old = model.state?.id;
      const args = { ...table.minimal, ...another(), [name]: to };
      const { changes, replaces } = await model.preview(args);
      expect([changes, ...replaces.sort()]).toEqual(["some", ...[...Object.keys(another()), name].sort()]);
      expect(await model.up(args)).toBe("replaced");
      expect(model.state?.id).not.toBe(old);
      await expectOne(model);
    });
  });

  each(table.replacements, (name) => {
    test(`an unknown ${name} ${table.hasWindow === true ? "alone replaces nothing" : "is previewed as a replacement"}`, async () => {
      const model = stack();
      await model.up(table.minimal);
      const preview = await model.preview({ ...table.minimal, [name]: unknownValue });
      expect(preview.replaces).toEqual(table.hasWindow === true ? [] : [name]);
      expect(preview.changes).toBe("some");
    });
  });

  each(table.updates, (name) => {
    test(`an unknown ${name} is previewed as a change in place`, async () => {
      const model = stack();
      await model.up(table.minimal);
      const preview = await model.preview({ ...table.minimal, [name]: unknownValue });
      expect(preview).toMatchObject({ changes: "some", replaces: [], differing: [name] });
    });
  });

  describe("behind the program's back", () => {
    each(table.drifts, (name, change) => {
      test(`a changed ${name} is shown as that and repaired`, async () => {
        const model = stack();
        await model.up(table.full);
        const { id, ...before } = await only();
        await change(emulator.client, id);
        expect(await model.refresh()).toEqual([name]);
        expect(await model.preview(table.full)).toMatchObject({ changes: "some", replaces: [], differing: [name] });
        expect(await model.up(table.full)).toBe("updated");
        const { modified_at, next_rotate_at, updated_at, collection_info, ...expected } = before as Properties;
        expect(await only()).toMatchObject({ ...expected, id });
        expect(await model.refresh()).toEqual([]);
      });
    });

    test("a removed object is gone at the next refresh, made again by the next up, and destroyed without a complaint", async () => {
      const model = stack();
      await model.up(table.full);
      await table.disappear(emulator.client, (await only()).id);
      await settled();
      expect(await model.refresh()).toBe("gone");
      expect(await model.up(table.full)).toBe("created");
      await expectOne(model);
      await table.disappear(emulator.client, (await only()).id);
      await model.destroy();
    });

    const { expire } = table;
    if (expire !== undefined) {
      test("an object that waits for its deletion counts as gone, with a warning and a remedy", async () => {
        const model = stack();
        await model.up(table.full);
        await expire(emulator.client, (await only()).id);
        expect(await model.refresh()).toBe("gone");
        await plugin.said(/waits for its deletion on 2\S+ and counts as gone\. To keep it, cancel the deletion/);
      });

      test("an object that waits for its deletion is destroyed without a complaint", async () => {
        const model = stack();
        await model.up(table.full);
        await expire(emulator.client, (await only()).id);
        await model.destroy();
        expect(await objects()).toEqual([]);
      });
    }
  });

  each({ ...(table.laterStep && { "when a step after the creation fails": table.laterStep }) }, (title, laterStep) => {
    describe(title, () => {
      const { method, path, inputs } = laterStep;
      const refuse = {
        method,
        path,
        times: 0,
        fault: cloud.refusal(400, "not now"),
      };

      test("id and what was applied are kept, and the next up goes on", async () => {
        const model = stack();
        await emulator.client.addFault(refuse);
        await expect(model.up({ ...table.minimal, ...inputs })).rejects.toThrow("not now");
        await expectOne(model);
        const [unapplied = ""] = Object.keys(inputs);
        expect(model.state?.outputs[unapplied]).not.toEqual(inputs[unapplied]);
        expect(model.state?.outputs).toHaveProperty("__provider");
        await emulator.client.removeFaults();
        expect(await model.up({ ...table.minimal, ...inputs })).toBe("updated");
        await expectOne(model);
        expect(model.state?.outputs).toMatchObject(inputs);
        expect(await model.refresh()).toEqual([]);
      });

      test("what was left behind can be destroyed", async () => {
        const model = stack();
        await emulator.client.addFault(refuse);
        await expect(model.up({ ...table.minimal, ...inputs })).rejects.toThrow("not now");
        await emulator.client.removeFaults();
        await model.destroy();
        expect(await objects()).toEqual([]);
      });
    });
  });

  const faults = {
    "is lost before it arrives": { drop: "before" },
    "is done and its reply lost": { drop: "after" },
    "is done and its reply cut": { truncate: 20 },
    "meets a gateway's 503": { status: 503, body: "busy" },
    "meets a gateway's 502 with a web page of 300 KB": {
      status: 502,
      body: `<title>Bad</title>${"x".repeat(300_000)}`,
    },
    "meets the service's 429": cloud.refusal(429, "slow down"),
  };

  describe.each(Object.entries(faults))("when a write %s", (title, fault) => {
    // Whether what is not repeated was lost is looked for, which takes its time: its kinds have tests of their own.
    const isFound = /^is done|429$/.test(title);
    const writes = table.writes.filter(({ isOnce }) => isOnce !== true || isFound);

    test.each(writes)("$during: $method $path once: all is as without it", async ({ during, method, path }) => {
      const model = stack();
      if (during !== "create") await model.up(table.full);
      await emulator.client.addFault({ method, path, times: 1, fault });
      if (during === "create") await model.up(table.full);
      if (during === "update") expect(await model.up({ ...table.full, ...table.changed })).toBe("updated");
      if (during === "delete") {
        await model.destroy();
        expect(await objects()).toEqual([]);
        return;
      }
      await expectOne(model);
      expect(await model.refresh()).toEqual([]);
    });

    test.each(writes)(
      "$during: $method $path each time: nothing is lost or doubled",
      async ({ during, method, path }) => {
        const model = stack();
        const wanted = during === "create" ? table.full : { ...table.full, ...table.changed };
        if (during !== "create") await model.up(table.full);
        await emulator.client.addFault({ method, path, times: 0, fault });
        await (during === "delete" ? model.destroy() : model.up(wanted)).catch((error: unknown) => {
          expect((error as Error).message.length).toBeLessThan(1500);
          expect((error as Error).message).toContain(model.name);
        });
        await emulator.client.removeFaults();
        await settled();
        if (during === "delete") {
          await model.destroy();
          expect(await objects()).toEqual([]);
          return;
        }
        if (!table.removableAtOnce) await model.refresh();
        await model.up(wanted);
        await expectOne(model);
        expect(await model.refresh()).toEqual([]);
      },
    );
  });

  describe("when it is not known whether a creation succeeded", () => {
    const [creation] = table.writes;
    const lose = async (done: "before" | "after"): Promise<StackModel> => {
      const model = stack();
      await emulator.client.addFault({
        method: creation?.method,
        path: creation?.path,
        times: 1,
        fault: { drop: done },
      });
      await emulator.client.addFault({ ...cloud.reads, times: 0, fault: { status: 503 } });
      await expect(model.up(table.full)).rejects.toThrow(/it is not known whether .* was made.*pulumi refresh/);
      expect(model.state?.id).toMatch(/^unknown:/);
      await emulator.client.removeFaults();
      await settled();
      return model;
    };

    test("a refresh finds the object, and the next up goes on with it", async () => {
      const model = await lose("after");
      await model.refresh();
      await expectOne(model);
      await model.up(table.full);
      await expectOne(model);
      expect(await model.refresh()).toEqual([]);
    });

    test("a refresh drops it where nothing was made", async () => {
      const model = await lose("before");
      expect(await model.refresh()).toBe("gone");
      expect(await model.up(table.full)).toBe("created");
      await expectOne(model);
    });

    test.each(["before", "after"] as const)("the next up without a refresh leaves one object (%s)", async (done) => {
      const model = await lose(done);
      if (!table.removableAtOnce) {
        await expect(model.up(table.full)).rejects.toThrow("run `pulumi refresh`, which finds out");
        return;
      }
      await model.up(table.full);
      await expectOne(model);
    });

    test.each(["before", "after"] as const)("a destroy leaves none (%s)", async (done) => {
      const model = await lose(done);
      await model.destroy();
      expect(await objects()).toEqual([]);
    });
  });

  describe("an answer that says nothing of the object never drops it from state", () => {
    test.each(cloud.silent)("%s", async (_, fault, remedy) => {
      const model = stack();
      await model.up(table.full);
      const { state } = model;
      await emulator.client.addFault({ ...cloud.reads, times: 0, fault });
      const failure = await model.refresh().then(
        () => new Error("nothing failed"),
        (error: unknown) => error as Error,
      );
      expect(failure.message).toContain(remedy);
      expect(failure.message.length).toBeLessThan(1000);
      expect(model.state).toBe(state);
    });
  });

  test("an input that does not exist is refused, and nothing is sent", async () => {
    const before = (await emulator.client.requests()).length;
    await expect(stack().up({ ...table.minimal, nmae: "x" })).rejects.toThrow(CheckError);
    expect(await emulator.client.requests()).toHaveLength(before);
  });

  test("a state of a newer version of this package is refused and stays", async () => {
    const model = stack();
    await model.up(table.minimal);
    const outputs = { ...model.state?.outputs, __meta: { schema: 99, name: "x", stack: "s", project: "p" } };
    const id = model.state?.id ?? "";
    const refusal = "was written by a newer version of pulumi-scp";
    await expect(plugin.read(id, outputs)).rejects.toThrow(refusal);
    await expect(plugin.diff(id, outputs, model.state?.inputs ?? {})).rejects.toThrow(refusal);
    await expect(plugin.update(id, outputs, model.state?.inputs ?? {})).rejects.toThrow(refusal);
    await expect(plugin.delete(id, outputs)).rejects.toThrow(refusal);
    await expectOne(model);
  });

  test("a looked-up object that is not there is an error", async () => {
    const state = { __meta: { schema: 1, name: "looked-up", stack: "s", project: "p", get: true } };
    const provider = stack();
    await provider.up(table.minimal);
    const withCode = { ...state, __provider: provider.state?.outputs["__provider"] };
    await expect(plugin.read("00000000000000000000000000000000", withCode)).rejects.toThrow(/looked-up: there is no /);
    const { id = "" } = provider.state ?? {};
    const readable = Object.fromEntries(
      Object.entries(table.minimal).filter(([name]) => !table.unreadable.includes(name)),
    );
    expect((await plugin.read(id, withCode)).properties).toMatchObject(readable);
  });

  describe("adopt", () => {
    /** An object that somebody else made, and its id. */
    const existing = async (): Promise<string> => {
      const maker = stack();
      await maker.up(table.full);
      return maker.state?.id ?? "";
    };

    test("takes an object over, brings it to what the program says, and destroys it in the end", async () => {
      const id = await existing();
      const model = stack();
      expect(await model.up({ ...table.full, ...table.changed, adopt: id })).toBe("created");
      await expectOne(model);
      expect(await model.refresh()).toEqual([]);
      expect(await model.up({ ...table.full, ...table.changed })).toBe("same");
      expect(await model.up({ ...table.full, ...table.changed, adopt: id })).toBe("same");
      await model.destroy();
      expect(await objects()).toEqual([]);
    });

    test("an id that does not exist is refused", async () => {
      const attempt = stack().up({ ...table.full, adopt: "0".repeat(32) });
      await expect(attempt).rejects.toThrow(/adopt: there is no .* with the id "0+"/);
    });

    const [replacement] = Object.entries(table.replacements);
    each({ ...(replacement && { [replacement[0]]: replacement[1] }) }, (name, { to }) => {
      test("an object with other fixed inputs is refused before anything is written", async () => {
        const id = await existing();
        const before = (await emulator.client.requests()).length;
        await expect(stack().up({ ...table.full, [name]: to, adopt: id })).rejects.toThrow(
          `differs in what cannot be changed: ${name}`,
        );
        const sent = (await emulator.client.requests()).slice(before);
        expect(sent.filter(cloud.isWrite)).toEqual([]);
      });

      test("a replacement while adopt names the object is refused in the preview", async () => {
        const id = await existing();
        const model = stack();
        await model.up({ ...table.full, adopt: id });
        await expect(model.preview({ ...table.full, [name]: to, adopt: id })).rejects.toThrow(
          "adopt names this very object",
        );
      });
    });
  });

  describe("state only", () => {
    test("a changed timeout is an update without a request", async () => {
      const model = stack();
      await model.up(table.full);
      const before = (await emulator.client.requests()).length;
      expect(await model.up(table.full, { delete: "7m" })).toBe("updated");
      expect(model.state?.outputs["__meta"]).toMatchObject({ timeouts: { delete: "7m" } });
      expect(await model.up(table.full, { delete: "7m" })).toBe("same");
      expect(await emulator.client.requests()).toHaveLength(before);
    });

    each(table.stateOnly, (name, { first, second }) => {
      test(`a changed ${name} is an update without a request`, async () => {
        const model = stack();
        await model.up({ ...table.minimal, [name]: first });
        const before = (await emulator.client.requests()).length;
        expect(await model.up({ ...table.minimal, [name]: second })).toBe("updated");
        expect(model.state?.outputs[name]).toEqual(second);
        expect(await emulator.client.requests()).toHaveLength(before);
        expect(await model.refresh()).toEqual([]);
      });
    });

    each(table.creationOnly, (name, { first, second }) => {
      test(`a changed ${name} is recorded with a warning`, async () => {
        const model = stack();
        await model.up({ ...table.minimal, [name]: first });
        expect(await model.up({ ...table.minimal, [name]: second })).toBe("updated");
        await plugin.said(
          `${model.name}: ${name}: the new value is kept in state, but the API takes it at creation only`,
        );
        expect(await model.refresh()).toEqual([]);
        expect(await model.up({ ...table.minimal, [name]: second })).toBe("same");
      });
    });
  });

  // SpaceONE's tokens say themselves whose they are.
  if (kind.cloud === "spaceone") return;

  describe("other credentials than those that state remembers", () => {
    const forget = (model: StackModel): void => {
      const place = model.state?.outputs["__place"] as Properties;
      place["credential"] = "00000000";
    };

    test("are proven by the object itself, and remembered from then on", async () => {
      const model = stack();
      await model.up(table.full);
      forget(model);
      expect(await model.up({ ...table.full, ...table.changed })).toBe("updated");
      expect(model.state?.outputs["__place"]).not.toMatchObject({ credential: "00000000" });
      forget(model);
      expect(await model.refresh()).toEqual([]);
      expect(model.state?.outputs["__place"]).not.toMatchObject({ credential: "00000000" });
      forget(model);
      await model.destroy();
      expect(await objects()).toEqual([]);
    });

    test("do not prove that a missing object is gone", async () => {
      const model = stack();
      await model.up(table.full);
      await table.disappear(emulator.client, model.state?.id ?? "");
      await settled();
      forget(model);
      await expect(model.refresh()).rejects.toThrow("set scp:accountId to the account of this stack");
      await expect(model.destroy()).rejects.toThrow("may be in another account");
    });

    each({ ...(table.showsAccount === false ? {} : { "another object of the account is listed": true }) }, (where) => {
      test(`prove it where ${where}`, async () => {
        const [model, other] = [stack(), stack()];
        await model.up(table.full);
        await other.up({ ...table.full, ...another() });
        await table.disappear(emulator.client, model.state?.id ?? "");
        await settled();
        await settled();
        forget(model);
        expect(await model.refresh()).toBe("gone");
      });
    });

    test("prove it where scp:accountId names the account", async () => {
      const model = stack();
      await model.up(table.full);
      await table.disappear(emulator.client, model.state?.id ?? "");
      await settled();
      forget(model);
      const named = await startPlugin({ "scp:accountId": emulator.address.accountId });
      try {
        model.use(named);
        expect(await model.refresh()).toBe("gone");
      } finally {
        await named.stop();
      }
    });
  });

  describe("another account", () => {
    test("does not make an object look gone", async () => {
      const model = stack();
      await model.up(table.full);
      const { state } = model;
      const other = await emulator.client.newAccount();
      const { accessKey, secretKey } = other.address;
      other.close();
      const elsewhere = await startPlugin({ "scp:accessKey": accessKey, "scp:secretKey": secretKey });
      try {
        model.use(elsewhere);
        await expect(model.refresh()).rejects.toThrow("may be in another account");
        await expect(model.destroy()).rejects.toThrow("may be in another account");
        await expect(model.up({ ...table.full, ...table.changed })).rejects.toThrow("may be in another account");
        expect(model.state).toBe(state);
        expect(await objects()).toHaveLength(1);
      } finally {
        await elsewhere.stop();
      }
    });

    test("another region is refused, with a way out", async () => {
      const model = stack();
      await model.up(table.full);
      const elsewhere = await startPlugin({ "scp:region": "kr-east1" });
      try {
        model.use(elsewhere);
        await expect(model.refresh()).rejects.toThrow("is in region kr-west1, but the stack points to kr-east1");
        await expect(model.destroy()).rejects.toThrow("pulumi state delete");
        await expect(model.up({ ...table.full, ...table.changed })).rejects.toThrow("set scp:region to it");
        expect(await objects()).toHaveLength(1);
      } finally {
        await elsewhere.stop();
      }
    });
  });
}
