/** The time that a piece of work may take. Passed to each request, so that nothing waits for ever. */
export class Deadline {
  /** Aborted when the time is used up, or when the work is cancelled. */
  readonly signal: AbortSignal;
  private readonly at: number;

  /** A deadline `ms` milliseconds from now. `cancelled` ends it early. */
  constructor(
    readonly ms: number,
    private readonly cancelled?: AbortSignal,
  ) {
    this.at = performance.now() + ms;
    const timeout = AbortSignal.timeout(Math.min(ms, 2 ** 31 - 1));
    this.signal = cancelled === undefined ? timeout : AbortSignal.any([timeout, cancelled]);
  }

  /** Milliseconds left, never negative. None are left of cancelled work. */
  get leftMs(): number {
    return this.cancelled?.aborted === true ? 0 : Math.max(0, this.at - performance.now());
  }

  get passed(): boolean {
    return this.leftMs === 0;
  }
}
