/** The time that an operation may take. Passed to each request, so that nothing waits for ever. */
export class Deadline {
  readonly signal: AbortSignal;
  private readonly at: number;

  /** A deadline `ms` milliseconds from now. */
  constructor(readonly ms: number) {
    this.at = performance.now() + ms;
    this.signal = AbortSignal.timeout(Math.min(ms, 2 ** 31 - 1));
  }

  /** Milliseconds left, never negative. */
  get leftMs(): number {
    return Math.max(0, this.at - performance.now());
  }

  get passed(): boolean {
    return this.leftMs === 0;
  }
}
