/**
 * Gives the whole process a virtual clock and randomness of a seed, for as long as a simulation runs. This has to be
 * imported before anything that keeps `Math.random` or `Date.now` for itself.
 */
import crypto from "node:crypto";
import timers from "node:timers/promises";
import { promisify } from "node:util";

import { KeyPairs } from "./key-pairs";
import type { VirtualTime } from "./virtual-time";

interface Borrowed {
  readonly time: VirtualTime;
  readonly random: () => number;
}

let current: Borrowed | undefined;

/** From here on all time and randomness of the process come from these. */
export function borrow(time: VirtualTime, random: () => number): void {
  current = { time, random };
}

const real = {
  now: Date.now.bind(Date),
  performanceNow: performance.now.bind(performance),
  random: Math.random.bind(Math),
  pause: timers.setTimeout,
  timeout: AbortSignal.timeout.bind(AbortSignal),
  randomBytes: crypto.randomBytes,
  randomUUID: crypto.randomUUID,
};
const pairs = new KeyPairs();

Date.now = () => current?.time.now ?? real.now();
performance.now = () => current?.time.now ?? real.performanceNow();
Math.random = () => (current === undefined ? real.random() : current.random());
AbortSignal.timeout = (ms) => (current === undefined ? real.timeout(ms) : current.time.signal(ms));

replace(timers, {
  setTimeout: (ms: number, ...rest: unknown[]) =>
    current === undefined ? real.pause(ms, ...(rest as [])) : current.time.sleep(ms),
});
replace(crypto, {
  randomBytes: (size: number) => (current === undefined ? real.randomBytes(size) : bytes(size, current.random)),
  randomUUID: () => (current === undefined ? real.randomUUID() : uuid(bytes(16, current.random))),
  generateKeyPairSync: pairs.sync,
  generateKeyPair: Object.assign(pairs.async, { [promisify.custom]: pairs.promised }),
});
replace(crypto.webcrypto.subtle, { generateKey: pairs.web });

/** Modules of Node are plain objects: what has imported one sees the new members. */
function replace(module: object, members: object): void {
  Object.assign(module, members);
}

function bytes(size: number, random: () => number): Buffer {
  return Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256)));
}

function uuid(random: Buffer): string {
  random[6] = ((random[6] ?? 0) & 0x0f) | 0x40;
  random[8] = ((random[8] ?? 0) & 0x3f) | 0x80;
  return random.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
