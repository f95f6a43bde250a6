import { seededRandom } from "./random";

/** What goes wrong. */
export type Fault =
  /** This reply instead of the operation. */
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  /** The operation happens later. */
  | { readonly delayMs: number }
  /** The connection is cut before the operation, or after it and without a byte of the reply. */
  | { readonly drop: "before" | "after" }
  /** The operation happens, and its reply is cut after so many bytes of its body. */
  | { readonly truncate: number };

/** Which requests a fault strikes. */
export interface FaultRule {
  readonly method?: string | undefined;
  /** Searched for in the request's path, with and without a leading `/services/<service>`. */
  readonly path?: RegExp | undefined;
  /** So many matching requests pass first. */
  readonly skip: number;
  /** It strikes so often, 0 for ever. */
  readonly times: number;
  /** Only every n-th of the matching requests. */
  readonly every?: number | undefined;
  /** Only with this probability, from 0 to 1. */
  readonly probability?: number | undefined;
  /** Makes the same probability strike the same requests. */
  readonly seed: number;
  readonly fault: Fault;
}

/** A rule at work. A request that an earlier rule strikes is not seen, so not counted, by this one. */
class ActiveRule {
  readonly #rule: FaultRule;
  readonly #random: () => number;
  #seen = 0;
  #struck = 0;

  constructor(rule: FaultRule) {
    this.#rule = rule;
    this.#random = seededRandom(rule.seed);
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
    return rule.path === undefined || rule.path.test(path) || rule.path.test(withoutService(path));
  }

  strikes(): boolean {
    const { skip, every, probability } = this.#rule;
    this.#seen += 1;
    if (this.#seen <= skip) return false;
    if (every !== undefined && (this.#seen - skip) % every !== 0) return false;
    if (probability !== undefined && this.#random() >= probability) return false;
    this.#struck += 1;
    return true;
  }
}

/** The faults that were asked for. Each request is decided once, when it arrives, so that counts hold under load. */
export class FaultPlan {
  readonly #rules = new Map<string, ActiveRule>();
  #lastId = 0;

  add(rule: FaultRule): string {
    this.#lastId += 1;
    const id = `fault-${this.#lastId}`;
    this.#rules.set(id, new ActiveRule(rule));
    return id;
  }

  clear(): void {
    this.#rules.clear();
  }

  /** The fault of the first rule that strikes this request. */
  decide(method: string, path: string): Fault | undefined {
    for (const [id, rule] of this.#rules) {
      if (!rule.matches(method, path) || !rule.strikes()) continue;
      if (rule.isSpent) this.#rules.delete(id);
      return rule.fault;
    }
    return undefined;
  }
}

function withoutService(path: string): string {
  return path.replace(/^\/services\/[^/]+\/*(?=\/)/, "");
}
