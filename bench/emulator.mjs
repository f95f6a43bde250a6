// What the emulator itself costs: its start, and a request while it holds little and much.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { spawnEmulator } from "../tools/stack.cjs";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { EmulatorClient } = require("../test/support/emulator-client/index.ts");

const requests = 2000;

/** Answers the time and memory of a start, and requests per second with little and with `held` keys and secrets. */
export async function measureEmulator({ held, runs, progress }) {
  const measurements = { startMs: [], startMemory: [], few: [], many: [], memory: [] };
  for (let run = 1; run <= runs; run++) {
    progress(`emulator, run ${run} of ${runs}`);
    const started = performance.now();
    const child = spawnEmulator(["--quiet"], ["ignore", "pipe", "inherit"]);
    try {
      const line = await new Promise((resolve) => createInterface(child.stdout).once("line", resolve));
      measurements.startMs.push(performance.now() - started);
      measurements.startMemory.push(memoryOf(child.pid));
      const client = new EmulatorClient(JSON.parse(line));
      const { id } = await client.keys.create("first");
      // The first requests are slower, whatever it holds.
      await rate(client, id);
      measurements.few.push(await rate(client, id));
      await fill(client, id, held);
      measurements.many.push(await rate(client, id));
      measurements.memory.push(memoryOf(child.pid));
      client.close();
    } finally {
      child.kill("SIGTERM");
    }
  }
  return { held, measurements };
}

/** Requests per second: a GET, a PUT, a GET ... of one key, one after the other. */
async function rate(client, id) {
  const started = performance.now();
  for (let count = 0; count < requests / 2; count++) {
    await client.call("GET", `/v1/kms/transit/${id}`);
    await client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: `d${count}` } });
  }
  return requests / ((performance.now() - started) / 1000);
}

/** Puts copies of the first key into what it holds, and as many secrets. */
async function fill(client, id, held) {
  await client.secrets.create("first", id);
  const { id: secretId } = await client.secrets.only();
  const { body: snapshot } = await client.call("GET", "/_emulator/snapshot");
  const copy = (records, original) => {
    const template = records.find((one) => one.id === original);
    const copies = Array.from({ length: held - 1 }, (_, index) => ({
      ...template,
      id: index.toString(16).padStart(32, "0"),
      name: `copy${index}`,
    }));
    return [...records, ...copies];
  };
  const { records } = snapshot;
  records["kms.keys"] = copy(records["kms.keys"], id);
  records["secretsmanager.secrets"] = copy(records["secretsmanager.secrets"], secretId);
  await client.call("POST", "/_emulator/snapshot", { body: snapshot });
}

/** Resident megabytes; 0 where /proc does not tell. */
function memoryOf(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return 0;
  }
}
