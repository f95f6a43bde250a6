import { join } from "node:path";
import {
  getEnvironmentData,
  MessageChannel,
  receiveMessageOnPort,
  setEnvironmentData,
  Worker,
} from "node:worker_threads";

import type { Emulator } from "../index";

/** Where the emulator of this process of jest is, and its credentials. */
export type Address = Omit<Emulator, "close">;

/** Node keeps this per thread: test files of one process share it, although each has modules of its own. */
const key = "pulumi-scp: the emulator of this process of jest";

/** The most that a start may take; it takes a tenth of a second. */
const startMs = 30_000;

/** The emulator of this process. The first call starts it. */
export function runningEmulator(): Address {
  const running = getEnvironmentData(key) as Address | undefined;
  if (running !== undefined) return running;
  const address = start();
  setEnvironmentData(key, { ...address });
  return address;
}

function start(): Address {
  const isReady = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(join(__dirname, "thread.js"), {
    workerData: { isReady, port: port2 },
    transferList: [port2],
  });
  // It ends with the process, and does not keep it.
  thread.unref();
  Atomics.wait(isReady, 0, 0, startMs);
  const answer = receiveMessageOnPort(port1) as { message: { address?: Address; failure?: string } } | undefined;
  port1.close();
  const { address, failure = "it did not answer" } = answer?.message ?? {};
  if (address === undefined) throw new Error(`the emulator for this process of jest did not start: ${failure}`);
  return address;
}
