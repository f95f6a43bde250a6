import { seededRandom } from "./random";
import { withoutAddress } from "./scp/address";

/** What goes wrong. */
export type Fault =
  /** Sends this reply instead of running the operation. */
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /** Runs the operation after a delay. */
  | { readonly delayMs: number }
  /** Cuts the connection: before the operation, or after it and without a byte of its reply. */
  | { readonly drop: "before" | "after" }
  /** Runs the operation, and cuts its reply after this number of bytes of the body. */
  | { readonly truncate: number };

/** Which requests a fault strikes. */
export interface FaultRule {
  readonly method?: string | undefined;
  /**
   * A regular expression that is searched for in the request's path, with and without the address of a place and a service before it.
   */
  readonly path?: RegExp | undefined;
  /** How many matching requests pass before the first one is struck. */
  readonly skip: number;
  /** How many requests the fault strikes; 0 means all. */
  readonly times: number;
  /** Strikes only every n-th of the matching requests. */
  readonly every?: number | undefined;
  /** Strikes only the requests beyond so many in a second, as a service does that limits them. */
  readonly perSecond?: number | undefined;
  /** Strikes a matching request with this probability, from 0 to 1. */
  readonly probability?: number | undefined;
  /** With the same seed, the probability strikes the same requests. */
  readonly seed: number;
  readonly fault: Fault;
}

/** A fault as it is shown. */
export interface FaultStanding extends Omit<FaultRule, "path"> {
  readonly path: string | undefined;
  readonly seen: number;
  readonly struck: number;
}

/** A rule and its counters. A request that an earlier rule strikes is not counted by this one. */
class ActiveRule {
  readonly #rule: FaultRule;
  readonly #random: () => number;
  #seen = 0;
  #struck = 0;
  /** When requests passed, where only so many may in a second. */
  #passed: number[] = [];

  constructor(rule: FaultRule) {
    this.#rule = rule;
    this.#random = seededRandom(rule.seed);
  }

  /** The rule, and how many requests it has matched and struck. */
  get standing(): FaultStanding {
    // A slash needs no mark here, and was written without one.
    const path = this.#rule.path?.source.replaceAll("\\/", "/");
    return { ...this.#rule, path, seen: this.#seen, struck: this.#struck };
  }

  get fault(): Fault {
    return this.#rule.fault;
  }

  get isSpent(): boolean {
    return this.#rule.times !== 0 && this.#struck >= this.#rule.times;
  }

  matches(method: string, path: string): boolean {
    const rule = this.#rule;
    if (rule.method !== undefined && rule.method !== method) return false;
    return rule.path === undefined || rule.path.test(path) || rule.path.test(withoutAddress(path));
  }

  /** @param now in milliseconds, by a clock that never goes back */
  strikes(now: number): boolean {
    const { skip, every, perSecond, probability } = this.#rule;
    this.#seen += 1;
    if (this.#seen <= skip) return false;
    if (every !== undefined && (this.#seen - skip) % every !== 0) return false;
    if (probability !== undefined && this.#random() >= probability) return false;
    if (perSecond !== undefined && this.#isWithin(perSecond, now)) return false;
    this.#struck += 1;
    return true;
  }

  /** Whether fewer requests than the limit passed in the last second; if so, this one passes. */
  #isWithin(limit: number, now: number): boolean {
    this.#passed = this.#passed.filter((time) => now - time < 1000);
    if (this.#passed.length >= limit) return false;
    this.#passed.push(now);
    return true;
  }
}

/** All faults. Whether a request is struck is decided once, when it arrives, so that counts are right under load. */
export class FaultPlan {
  readonly #rules = new Map<string, ActiveRule>();
  #lastId = 0;

  /** How many faults there are. */
  get size(): number {
    return this.#rules.size;
  }

  add(rule: FaultRule): string {
    this.#lastId += 1;
    const id = `fault-${this.#lastId}`;
    this.#rules.set(id, new ActiveRule(rule));
    return id;
  }

  /** All faults, in the order in which they were added. */
  list(): (FaultStanding & { readonly id: string })[] {
    return Array.from(this.#rules, ([id, rule]) => ({ id, ...rule.standing }));
  }

  /** Whether there was such a fault. */
  remove(id: string): boolean {
    return this.#rules.delete(id);
  }

  clear(): void {
    this.#rules.clear();
  }

  /**
   * The fault of the first rule that strikes this request.
   * @param now in milliseconds, by a clock that never goes back
   */
  decide(method: string, path: string, now = performance.now()): Fault | undefined {
    for (const [id, rule] of this.#rules) {
      if (!rule.matches(method, path) || !rule.strikes(now)) continue;
      if (rule.isSpent) this.#rules.delete(id);
      return rule.fault;
    }
    return undefined;
  }
}
