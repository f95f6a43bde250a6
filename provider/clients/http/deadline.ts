/** The time that a piece of work may take. Passed to each request, so that nothing waits for ever. */
export class Deadline {
  private readonly at: number;

  /** A deadline `ms` milliseconds from now. `cancelled` ends it early. */
  constructor(
    readonly ms: number,
    private readonly cancelled?: AbortSignal,
  ) {
    this.at = performance.now() + ms;
  }

  /** Milliseconds left, never negative. None are left of cancelled work. */
  get leftMs(): number {
    return this.cancelled?.aborted === true ? 0 : Math.max(0, this.at - performance.now());
  }

  get passed(): boolean {
    return this.leftMs === 0;
  }

  /** Calls once when the time is used up, or when the work is cancelled. Answers what takes that back. */
  whenPassed(work: () => void): () => void {
    const { cancelled } = this;
    const timer = setTimeout(work, Math.min(Math.ceil(this.leftMs), longestTimerMs)).unref();
    cancelled?.addEventListener("abort", work, { once: true });
    return () => {
      clearTimeout(timer);
      cancelled?.removeEventListener("abort", work);
    };
  }
}

/** Node's timers count no further. */
const longestTimerMs = 2 ** 31 - 1;
