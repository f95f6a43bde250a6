import { defineCollection, type Change } from "./store/collection";
import type { Store } from "./store/store";

/** How far the clock was moved ahead. It is stored, so that a restarted emulator has the same time. */
interface ClockOffset {
  readonly id: "clock";
  readonly offsetMs: number;
}

export const clockOffsets = defineCollection<ClockOffset>({ name: "emulator.clock", id: ({ id }) => id });

/**
 * The latest time that the clock can be moved to. RFC 3339 has years of four digits, and the tokens of vaults may be
 * valid for 20 years.
 */
export const latestTime = Date.parse("9970-01-01T00:00:00Z");

/** The emulator's time: the machine's time, plus everything that it was advanced by. */
export class Clock {
  readonly #store: Store;
  readonly #machineTime: () => number;

  constructor(store: Store, machineTime: () => number = Date.now) {
    this.#store = store;
    this.#machineTime = machineTime;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#machineTime() + this.#offset();
  }

  /** The machine's own time, by which the age of a signature is judged. */
  machineNow(): number {
    return this.#machineTime();
  }

  advance(milliseconds: number): void {
    this.#store.commit(clockOffsets.put({ id: "clock", offsetMs: this.#offset() + milliseconds }));
  }

  /** The change that sets the clock to a time. */
  setTo(time: number): Change {
    return clockOffsets.put({ id: "clock", offsetMs: time - this.#machineTime() });
  }

  #offset(): number {
    return this.#store.of(clockOffsets).get("clock")?.offsetMs ?? 0;
  }
}
