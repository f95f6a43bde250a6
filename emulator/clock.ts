import { defineCollection } from "./store/collection";
import type { Store } from "./store/store";

/** How far the clock was moved. Stored, so that a restart goes on at the same time. */
interface ClockOffset {
  readonly id: "clock";
  readonly offsetMs: number;
}

export const clockOffsets = defineCollection<ClockOffset>({ name: "emulator.clock", id: ({ id }) => id });

/**
 * The latest time that the clock can be moved to: dates with more than four digits of year are no RFC 3339, and the
 * tokens of vaults may be valid for 20 years.
 */
export const latestTime = Date.parse("9970-01-01T00:00:00Z");

/** The emulator's time: the machine's, plus all that was advanced. */
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

  /** The machine's own time, which the age of a signature is judged by. */
  machineNow(): number {
    return this.#machineTime();
  }

  advance(milliseconds: number): void {
    this.#store.commit(clockOffsets.put({ id: "clock", offsetMs: this.#offset() + milliseconds }));
  }

  #offset(): number {
    return this.#store.of(clockOffsets).get("clock")?.offsetMs ?? 0;
  }
}
