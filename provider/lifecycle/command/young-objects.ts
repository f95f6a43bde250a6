/** For so long parts of a service may not know a new object. Other clients wait as long before they use a key (SCP 6.1). */
export const settlingMs = 15_000;
/** Pauses between reads of what should be there already: as long in all. */
export const settlingPausesMs: readonly number[] = [1000, 2000, 4000, 4000, 4000];

/** The objects of all kinds that this command has made. In their first seconds a refusal may be due to their age alone. */
export class YoungObjects {
  private readonly madeAt = new Map<string, number>();

  note(id: string, nowMs: number): void {
    this.madeAt.set(id, nowMs);
  }

  /** Whether this command has made an object. */
  has(id: string): boolean {
    return this.madeAt.has(id);
  }

  /** Milliseconds until all objects named in a value are known everywhere. */
  leftMs(value: unknown, nowMs: number): number {
    if (this.madeAt.size === 0) return 0;
    if (typeof value === "string") return Math.max(0, (this.madeAt.get(value) ?? -Infinity) + settlingMs - nowMs);
    if (typeof value !== "object" || value === null) return 0;
    return Math.max(0, ...Object.values(value).map((item) => this.leftMs(item, nowMs)));
  }
}
