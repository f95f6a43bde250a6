import type { Clock } from "./clock";
import type { Store } from "./store/store";

/** What the emulator holds, and the time there. */
export interface Timeline {
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * What happens to a collection's records when their time has come. It must move a record's due time, or remove the
 * record.
 */
export interface DueRule {
  readonly collection: string;
  happen(timeline: Timeline, id: string, now: number): void;
}

/** Runs everything that is due by the emulator's clock, in the order of time. */
export class Settlement {
  readonly #rules: ReadonlyMap<string, DueRule>;

  constructor(rules: readonly DueRule[]) {
    this.#rules = new Map(rules.map((rule) => [rule.collection, rule]));
  }

  /** Nothing is due any more when it returns. */
  settle(timeline: Timeline): void {
    const now = timeline.clock.now();
    for (let event = timeline.store.due(now); event; event = timeline.store.due(now)) {
      this.#rules.get(event.collection)?.happen(timeline, event.id, now);
    }
  }
}
