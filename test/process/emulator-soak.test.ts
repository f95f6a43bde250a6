import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { EmulatorClient, type EmulatorAddress } from "../support/emulator-client";
import { SpawnedEmulator } from "../support/spawned-emulator";

/** Minutes of the long form; unset, the test takes seconds. */
const minutes = Number(process.env["SOAK_MINUTES"] ?? 0);

/** Node ends a process whose heap needs more megabytes than this. */
const heapLimit = 240;

/** The least rounds: they send more than the heap can hold. */
const leastRounds = 40;

const megabyte = 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), "emulator-soak-"));
const stateFile = join(folder, "state.jsonl");
const emulator = new SpawnedEmulator(["--quiet", "--state", stateFile], [`--max-old-space-size=${heapLimit}`]);

afterAll(async () => {
  await emulator.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** A little of everything that is kept: long bodies, values of the greatest length, records of changes, keys, faults. */
async function sendRound(client: EmulatorClient, ids: { secret: string; cloudService: string }, round: number) {
  const description = "x".repeat(4 * megabyte);
  expect((await client.call("POST", "/v1/kms/transit", { body: { description } })).status).toBe(400);
  for (let value = 0; value < 30; value += 1) {
    const secret_value = JSON.stringify({ a: `${round} ${value} `.padEnd(65_000, "s") });
    const answer = await client.call("PUT", `/v1/secrets/${ids.secret}/values`, { body: { secret_value } });
    expect(answer.status).toBe(200);
  }
  for (let update = 0; update < 15; update += 1) {
    await client.cloudServices.update(ids.cloudService, { data: { a: `${round} ${update} `.padEnd(20_000, "d") } });
  }
  const key = await client.keys.create(`round${round}`, { purpose: "hmac-sha256" });
  await client.call("DELETE", `/v1/kms/transit/${key.id}?is_directly=true`);
  await client.addFault({ path: "^/v1/kms/transit$", fault: { status: 503, body: "busy" } });
  expect((await client.call("GET", "/v1/kms/transit")).status).toBe(503);
}

test(
  "an emulator with little memory stays up, whatever is sent to it",
  async () => {
    const client = new EmulatorClient(JSON.parse(await emulator.firstLine()) as EmulatorAddress);
    const key = await client.keys.create("soak");
    const secret = await client.secrets.create("soak", key.id);
    const { cloud_service_id } = await client.cloudServices.create();
    const end = performance.now() + minutes * 60_000;
    for (let round = 1; round <= leastRounds || performance.now() < end; round += 1) {
      await sendRound(client, { secret: secret.id, cloudService: cloud_service_id }, round);
    }
    const requests = await client.requests();
    expect(requests.at(-1)).toMatchObject({ status: 503 });
    expect(requests.length).toBeGreaterThan(1000);
    expect(statSync(stateFile).size).toBeLessThan(400 * megabyte);
    expect((await client.plain("GET", "/_emulator/health")).status).toBe(200);
    client.close();
  },
  300_000 + minutes * 60_000,
);
