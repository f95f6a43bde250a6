import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  lstatSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { startEmulator, type Emulator } from "../../../emulator/index";
import { defineCollection } from "../../../emulator/store/collection";
import { Store } from "../../../emulator/store/store";
import { EmulatorClient, type EmulatorState } from "../../support/emulator-client";

let folder: string;
let stateFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
  stateFile = join(folder, "state.jsonl");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs an emulator on the state file for as long as the work takes. */
async function onStateFile<T>(work: (client: EmulatorClient, emulator: Emulator) => Promise<T>): Promise<T> {
  const emulator = await startEmulator({ stateFile });
  const client = new EmulatorClient(emulator);
  try {
    return await work(client, emulator);
  } finally {
    client.close();
    await emulator.close();
  }
}

/** Some of everything that is stored. */
async function fill(client: EmulatorClient): Promise<EmulatorState> {
  const [first, second] = [
    await client.keys.create("first", { purpose: "ecdsa-p256" }),
    await client.keys.create("second"),
  ];
  await client.keys.create("third", { auto_rotate: "Y", rotate_cycle: 1, tags: [{ key: "a", value: "ä\n" }] });
  await client.call("POST", `/v1/kms/transit/${first.id}/rotate`);
  await client.call("DELETE", `/v1/kms/transit/${second.id}?is_directly=true`);
  (await client.newAccount()).close();
  await client.plain("POST", "/_emulator/spaceone/seed", { body: { costs: [{ cost_id: "cost-1" }] } });
  await client.advance("P2D");
  return client.state();
}

describe("a restart", () => {
  test("goes on with the same objects, credentials, ids and time", async () => {
    const { emulator, state } = await onStateFile(async (client, first) => ({
      emulator: first,
      state: await fill(client),
    }));
    await onStateFile(async (client, second) => {
      expect({ ...second, url: "", close: undefined }).toEqual({ ...emulator, url: "", close: undefined });
      expect(await client.state()).toEqual(state);
      const { body } = await client.plain("GET", "/_emulator/health");
      expect(Math.round((Date.parse((body as { now: string }).now) - Date.now()) / 3_600_000)).toBe(48);
    });
  });

  test("goes on counting the cycle of a key that is rotated by itself", async () => {
    await onStateFile(fill);
    await onStateFile(async (client) => {
      await client.advance("P1D");
      const third = (await client.keys.stored()).find(({ name }) => name === "third");
      expect(third?.current_version).toBe(4);
    });
  });

  test("after a reset has nothing of before", async () => {
    const start = await onStateFile(async (client) => {
      const state = await client.state();
      await fill(client);
      await client.reset();
      return state;
    });
    expect(await onStateFile((client) => client.state())).toEqual(start);
  });

  test("makes the file as small as what is stored", async () => {
    await onStateFile(async (client) => {
      const { id } = await client.keys.create("orders");
      for (let index = 0; index < 100; index += 1) {
        await client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: String(index) } });
      }
    });
    const lines = () => readFileSync(stateFile, "utf8").split("\n").length;
    expect(lines()).toBeGreaterThan(100);
    await onStateFile((client) => client.state());
    expect(lines()).toBeLessThan(30);
  });

  test("does not need the last line, if it was torn", async () => {
    const state = await onStateFile(fill);
    const text = readFileSync(stateFile, "utf8");
    for (const torn of ['{"chan', '{"changes":[["kms.keys","x",{"id":"x"}]]}']) {
      writeFileSync(stateFile, text + torn);
      expect(await onStateFile((client) => client.state())).toEqual(state);
    }
  });
});

describe("a state file", () => {
  const refusal = async () => {
    const error = await startEmulator({ stateFile }).catch((reason: unknown) => reason);
    return error instanceof Error ? error.message : "it started";
  };

  test.each(["{torn", "garbage", "{}", '{"changes":[["kms.keys",1,null]]}', ""])(
    "with %j in its middle is refused, and the message names file and line",
    async (line) => {
      await onStateFile((client) => client.keys.create("orders"));
      const before = readFileSync(stateFile, "utf8");
      appendFileSync(stateFile, `${line}\n{"changes":[]}\n`);
      const number = before.split("\n").length;
      expect(await refusal()).toContain(`state file ${stateFile}: line ${number} is damaged`);
      expect(readFileSync(stateFile, "utf8").startsWith(before)).toBe(true);
    },
  );

  test("that is something else is refused and left alone", async () => {
    writeFileSync(stateFile, "my notes");
    expect(await refusal()).toContain("line 1 is not the start of an emulator's state");
    expect(readFileSync(stateFile, "utf8")).toBe("my notes");
  });

  test("that is empty is a new one", async () => {
    writeFileSync(stateFile, "");
    expect(await onStateFile((client) => client.keys.stored())).toEqual([]);
  });

  test("of a newer emulator is refused", async () => {
    await onStateFile((client) => client.state());
    appendFileSync(stateFile, '{"changes":[["future.things","x",{}]]}\n');
    expect(await refusal()).toContain("future.things");
  });

  test("in a folder that is not there is refused", async () => {
    stateFile = join(folder, "missing", "state.jsonl");
    expect(await refusal()).toContain(`state file ${stateFile}: cannot be written`);
  });

  test("that is a folder is refused", async () => {
    stateFile = folder;
    expect(await refusal()).toContain("cannot be read");
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  test("serves one emulator at a time", async () => {
    await onStateFile(async () => {
      expect(await refusal()).toContain("is using it");
    });
    expect(existsSync(`${stateFile}.lock`)).toBe(false);
    await onStateFile((client) => client.state());
  });

  test.each(["999999999 1\n", "1 0\n", "", "x"])(
    "is taken over where the lock %j is of no running emulator",
    async (lock) => {
      writeFileSync(`${stateFile}.lock`, lock);
      expect(await onStateFile((client) => client.keys.stored())).toEqual([]);
    },
  );

  test("may be a symbolic link", async () => {
    const link = join(folder, "link");
    await onStateFile((client) => client.keys.create("orders"));
    symlinkSync(stateFile, link);
    stateFile = link;
    expect(await onStateFile((client) => client.keys.stored())).toHaveLength(1);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test("can be read by its owner only", async () => {
    await onStateFile((client) => client.state());
    expect(lstatSync(stateFile).mode & 0o777).toBe(0o600);
  });
});

test("a state file is made smaller while the emulator runs", () => {
  const things = defineCollection<{ id: string; text: string }>({ name: "things", id: ({ id }) => id });
  const store = new Store([things], stateFile);
  const text = "x".repeat(1024 * 1024);
  for (let change = 1; change <= 80; change += 1) store.commit(things.put({ id: "a", text: text + String(change) }));
  expect(statSync(stateFile).size).toBeLessThan(30 * 1024 * 1024);
  store.commit(things.put({ id: "b", text: "after it" }));
  store.close();
  const again = new Store([things], stateFile);
  expect(Array.from(again.of(things).all(), (thing) => thing.text)).toEqual([`${text}80`, "after it"]);
  again.close();
});
