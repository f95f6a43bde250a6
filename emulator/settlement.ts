import type { Clock } from "./clock";
import type { Store } from "./store/store";

/** The part of an event that takes time, such as making a key. All such parts of one settlement run side by side. */
export type Completion = () => Promise<void>;

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
  happen(timeline: Timeline, id: string, now: number): Completion | undefined;
}

/** Runs everything that is due by the emulator's clock, in the order of time. */
export class Settlement {
  readonly #rules: ReadonlyMap<string, DueRule>;
  #running: Promise<void> | undefined;

  constructor(rules: readonly DueRule[]) {
    this.#rules = new Map(rules.map((rule) => [rule.collection, rule]));
  }

  /** Resolves when nothing is due any more. Undefined where nothing was due: most requests need not wait. */
  settle(timeline: Timeline): Promise<void> | undefined {
    if (!this.#running && !timeline.store.due(timeline.clock.now())) return undefined;
    this.#running ??= this.#run(timeline).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(timeline: Timeline): Promise<void> {
    do {
      const completions: Completion[] = [];
      const now = timeline.clock.now();
      for (let event = timeline.store.due(now); event; event = timeline.store.due(now)) {
        const completion = this.#rules.get(event.collection)?.happen(timeline, event.id, now);
        if (completion) completions.push(completion);
      }
      await Promise.all(completions.map((complete) => complete()));
    } while (timeline.store.due(timeline.clock.now()));
  }
}
