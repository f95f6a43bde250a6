// What the emulator itself costs: its start, and a request while it holds little and much.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { spawnEmulator } from "../tools/stack.cjs";
import { processOf } from "./measure.mjs";

const require = createRequire(import.meta.url);
require("ts-node").register({ transpileOnly: true });
const { EmulatorClient } = require("../test/support/emulator-client/index.ts");

const requests = 2000;

/**
 * Answers the time and memory of a start, and what a request costs with little and with `held` keys and secrets: requests a
 * second of one client, and the emulator's processor time for each.
 */
export async function measureEmulator({ held, runs, progress }) {
  const measurements = { startMs: [], startCpu: [], startMemory: [], few: [], many: [], memory: [] };
  for (let run = 1; run <= runs; run++) {
    progress(`emulator, run ${run} of ${runs}`);
    const started = performance.now();
    const child = spawnEmulator(["--quiet"], ["ignore", "pipe", "inherit"]);
    try {
      const line = await new Promise((resolve) => createInterface(child.stdout).once("line", resolve));
      measurements.startMs.push(performance.now() - started);
      measurements.startCpu.push(processOf(child.pid).cpu * 1000);
      measurements.startMemory.push(processOf(child.pid).memory);
      const client = new EmulatorClient(JSON.parse(line));
      const { id } = await client.keys.create("first");
      // The first requests are slower, whatever it holds, and so are those after a snapshot has come.
      await cost(client, id, child.pid);
      measurements.few.push(await cost(client, id, child.pid));
      await fill(client, id, held);
      await cost(client, id, child.pid);
      measurements.many.push(await cost(client, id, child.pid));
      measurements.memory.push(processOf(child.pid).memory);
      client.close();
    } finally {
      child.kill("SIGTERM");
    }
  }
  return { held, measurements };
}

/** What a request costs: a GET, a PUT, a GET ... of one key, one after the other. */
async function cost(client, id, pid) {
  const [started, before] = [performance.now(), processOf(pid).cpu];
  for (let count = 0; count < requests / 2; count++) {
    await client.call("GET", `/v1/kms/transit/${id}`);
    await client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: `d${count}` } });
  }
  const perSecond = requests / ((performance.now() - started) / 1000);
  return { perSecond, cpuMs: ((processOf(pid).cpu - before) / requests) * 1000 };
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
