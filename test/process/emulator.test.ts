import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { EmulatorClient, type EmulatorAddress, type KeyRecord } from "../support/emulator-client";
import { rawExchange } from "../support/raw-exchange";
import { SpawnedEmulator } from "../support/spawned-emulator";

const transit = "/v1/kms/transit";

let folder: string;
let stateFile: string;
const started: SpawnedEmulator[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
  stateFile = join(folder, "state.jsonl");
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((emulator) => emulator.kill("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

async function start(...args: string[]): Promise<{ emulator: SpawnedEmulator; client: EmulatorClient }> {
  const { emulator, address } = await SpawnedEmulator.start(...args);
  started.push(emulator);
  return { emulator, client: new EmulatorClient(address) };
}

function run(...args: string[]) {
  const emulator = new SpawnedEmulator(args);
  started.push(emulator);
  return emulator.ended;
}

describe("the command", () => {
  test("prints its address and credentials in its first line and nowhere else", async () => {
    const { emulator, client } = await start();
    expect(Object.keys(client.address)).toEqual([
      "url",
      "accessKey",
      "secretKey",
      "accountId",
      "region",
      "spaceoneToken",
      "spaceoneDomainId",
      "spaceoneWorkspaceId",
      "spaceoneProjectId",
    ]);
    expect(client.address.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await client.keys.create("orders");
    const { stdout, stderr } = await emulator.kill("SIGTERM");
    expect(stdout).toBe(`${JSON.stringify(client.address)}\n`);
    expect(stderr).toMatch(/^POST \/v1\/kms\/transit 201 [\d.]+ ms\n$/);
  });

  test("is quiet when asked to be", async () => {
    const { emulator, client } = await start("--quiet");
    await client.keys.create("orders");
    expect((await emulator.kill("SIGTERM")).stderr).toBe("");
  });

  test("has other credentials each time", async () => {
    const [first, second] = [await start(), await start()];
    expect(second.client.address.secretKey).not.toBe(first.client.address.secretKey);
    expect(second.client.address.accessKey).not.toBe(first.client.address.accessKey);
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "ends at %s, with open connections and requests in flight",
    async (signal) => {
      const { emulator, client } = await start("--quiet");
      await client.keys.create("orders");
      await client.addFault({ times: 0, fault: { delayMs: 60_000 } });
      const pending = client.call("GET", transit).then(
        () => "answered",
        () => "cut off",
      );
      const idle = net.connect(Number(new URL(client.address.url).port), "127.0.0.1");
      idle.on("error", () => undefined);
      while ((await client.requests()).length < 2);
      const asked = performance.now();
      expect(await emulator.kill(signal)).toMatchObject({ code: 0, signal: null, stderr: "" });
      expect(performance.now() - asked).toBeLessThan(2_000);
      expect(await pending).toBe("cut off");
      idle.destroy();
    },
  );

  test("explains itself", async () => {
    const { code, stdout } = await run("--help");
    expect(code).toBe(0);
    for (const option of [
      "--port",
      "--region",
      "--state",
      "--seed",
      "--world",
      "--quiet",
      "first line",
      "Exit codes",
      "env",
    ])
      expect(stdout).toContain(option);
  });

  test.each([
    [["--port", "x"], "--port"],
    [["--port", "65536"], "65535"],
    [["--port"], "--port"],
    [["--state"], "--state"],
    [["--unknown"], "--unknown"],
    [["--region"], "--region"],
    [["--seed"], "--seed"],
    [["--world"], "--world"],
    [["something"], "argument"],
  ])("refuses %j", async (args, text) => {
    const { code, stderr, stdout } = await run(...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(text);
  });

  test("says that a port is taken", async () => {
    const { client } = await start();
    const { port } = new URL(client.address.url);
    expect(await run("--port", port)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `pulumi-scp-emulator: port ${port} is already in use\n`,
    });
  });

  test.each([
    [["--region", "us-east-1"], "pulumi-scp-emulator: region us-east-1: must be one of kr-west1, "],
    [["--seed", "/nowhere/seed"], "pulumi-scp-emulator: seed file /nowhere/seed: ENOENT"],
    [["--world", "/nowhere/world"], "pulumi-scp-emulator: world file /nowhere/world: ENOENT"],
  ])("cannot start with %j", async (args, message) => {
    const { code, stderr, stdout } = await run(...args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
  });

  test("starts in a region, with switches", async () => {
    const world = join(folder, "world.json");
    writeFileSync(world, '{"stateSpelling":"upper"}');
    const { client } = await start("--region", "kr-south3", "--world", world);
    expect(client.address).toMatchObject({ region: "kr-south3" });
    expect(await client.keys.create("orders")).toMatchObject({ region: "kr-south3", state: "ACTIVE" });
  });

  test("says that a state file can't be written", async () => {
    const missing = join(folder, "missing", "state");
    const { code, stderr, stdout } = await run("--state", missing);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`pulumi-scp-emulator: state file ${missing}: cannot be written`);
  });

  test("takes the port that it is given", async () => {
    const first = await start();
    const { port } = new URL(first.client.address.url);
    await first.emulator.kill("SIGTERM");
    const second = await start("--port", port);
    expect(second.client.address.url).toBe(first.client.address.url);
  });
});

describe("the emulator killed", () => {
  test("loses nothing that was answered", async () => {
    const answered: KeyRecord[] = [];
    let address: Omit<EmulatorAddress, "url"> | undefined;
    for (let round = 0; round < 4; round += 1) {
      const { emulator, client } = await start("--state", stateFile, "--quiet");
      const { url: _url, ...credentials } = client.address;
      address ??= credentials;
      expect(credentials).toEqual(address);
      const stored = await client.keys.stored();
      expect(stored).toEqual(expect.arrayContaining(answered.map(({ id }) => expect.objectContaining({ id }))));
      expect(stored.every(({ state }) => state === "Active")).toBe(true);
      answered.push(...(await createUntilKilled(emulator, client, round)));
    }
    expect(answered.length).toBeGreaterThan(100);
  });

  test("leaves the key pairs that were made", async () => {
    const { emulator, client } = await start("--state", stateFile, "--quiet");
    for (const name of ["rsa1", "rsa2"]) await client.keys.create(name, { purpose: "rsa-2048" });
    const made = await client.keys.stored();
    expect(made.map(({ publicKeys }) => publicKeys?.["1"]?.split("\n")[0])).toEqual(
      made.map(() => "-----BEGIN PUBLIC KEY-----"),
    );
    await emulator.kill("SIGKILL");
    const restarted = await start("--state", stateFile, "--quiet");
    expect(await restarted.client.keys.stored()).toEqual(made);
  });

  test("does not let a second emulator onto the state file before", async () => {
    const { emulator } = await start("--state", stateFile);
    const refused = await run("--state", stateFile);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain(`process ${emulator.child.pid ?? 0}) is using it`);
    await emulator.kill("SIGKILL");
    await start("--state", stateFile);
  });
});

/** Creates keys without pause, kills the emulator in the midst of it and returns the keys that were answered. */
async function createUntilKilled(
  emulator: SpawnedEmulator,
  client: EmulatorClient,
  round: number,
): Promise<KeyRecord[]> {
  const answered: KeyRecord[] = [];
  let killed = false;
  const create = async (worker: number) => {
    for (let index = 0; !killed; index += 1) {
      await client.keys.create(`key${round}x${worker}x${index}`).then(
        (key) => answered.push(key),
        () => (killed = true),
      );
      if (answered.length === 60) emulator.child.kill("SIGKILL");
    }
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map(create));
  await emulator.ended;
  client.close();
  return answered;
}

describe("a snapshot", () => {
  test("is there after a kill, as a seed and on another port", async () => {
    const first = await start();
    await first.client.keys.create("orders");
    const snapshot = (await first.client.plain("GET", "/_emulator/snapshot")).text;
    const loaded = await start("--state", stateFile);
    expect(await loaded.client.plain("POST", "/_emulator/snapshot", { body: snapshot })).toMatchObject({ status: 200 });
    await loaded.emulator.kill("SIGKILL");
    const seed = join(folder, "seed.json");
    writeFileSync(seed, snapshot);
    for (const args of [
      ["--state", stateFile],
      ["--seed", seed],
    ]) {
      const { client } = await start(...args);
      expect(client.address.secretKey).toBe(first.client.address.secretKey);
      expect(client.address.url).not.toBe(first.client.address.url);
      expect((await client.call("GET", transit)).body).toMatchObject({ count: 1, keys: [{ name: "orders" }] });
    }
  });
});

describe("on the wire", () => {
  const lineFeed = "\r\n";

  const seed = '{"costs":[{"cost_id":"cost-1"}]}';
  const versions = ["GET /services/kms HTTP/1.1", "Host: localhost", "", ""].join(lineFeed);

  test.each(["before", "after"])("a fault that drops %s sends no byte of the reply", async (drop) => {
    const { client } = await start("--quiet");
    await client.addFault({ fault: { drop } });
    expect(await rawExchange(client.address.url, versions)).toBe("");
    expect(await client.requests()).toMatchObject([{ path: "/services/kms", status: 0 }]);
  });

  test("a truncated reply has its whole length in the header and some of its bytes", async () => {
    const { client } = await start("--quiet");
    await client.addFault({ fault: { truncate: 17 } });
    const [head = "", body = ""] = (await rawExchange(client.address.url, versions)).split(lineFeed + lineFeed);
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
    expect(length).toBeGreaterThan(100);
    expect(body).toBe('{"versions":[{"id');
  });

  test("the admin API refuses a request under a foreign host name", async () => {
    const { client } = await start("--quiet");
    const request = ["POST /_emulator/spaceone/seed HTTP/1.1", "Host: rebound.example.com", "Connection: close"];
    const lines = [...request, `Content-Length: ${seed.length}`, "", seed];
    expect(await rawExchange(client.address.url, lines.join(lineFeed))).toMatch(/^HTTP\/1\.1 403 Forbidden/);
    expect((await client.state()).spaceone["costs"]).toEqual([]);
  });

  test("a request that breaks off gets no reply, and the emulator goes on", async () => {
    const { emulator, client } = await start("--quiet");
    const socket = net.connect(Number(new URL(client.address.url).port), "127.0.0.1");
    socket.end(["POST /v1/kms/transit HTTP/1.1", "Host: localhost", "Content-Length: 100", "", "{"].join(lineFeed));
    await new Promise((resolve) => socket.on("close", resolve).resume());
    await client.keys.create("orders");
    expect((await emulator.kill("SIGTERM")).stderr).toBe("");
  });
});
