/** The time that a piece of work may take. Passed to each request, so that nothing waits for ever. */
export class Deadline {
  private readonly at: number;
  private aborting: AbortSignal | undefined;

  /** A deadline `ms` milliseconds from now. `cancelled` ends it early. */
  constructor(
    readonly ms: number,
    private readonly cancelled?: AbortSignal,
  ) {
    this.at = performance.now() + ms;
  }

  /** Aborted when the time is used up, or when the work is cancelled. Made when it is asked for: most work needs no timer. */
  get signal(): AbortSignal {
    return (this.aborting ??= this.newSignal());
  }

  /** Milliseconds left, never negative. None are left of cancelled work. */
  get leftMs(): number {
    return this.cancelled?.aborted === true ? 0 : Math.max(0, this.at - performance.now());
  }

  get passed(): boolean {
    return this.leftMs === 0;
  }

  private newSignal(): AbortSignal {
    const timeout = AbortSignal.timeout(Math.min(Math.ceil(Math.max(0, this.at - performance.now())), 2 ** 31 - 1));
    return this.cancelled === undefined ? timeout : AbortSignal.any([timeout, this.cancelled]);
  }
}
