/** How long a service may not know everywhere what it has just made: others wait as long before they use a key (SCP 6.1). */
export const settlingMs = 15_000;

/** What this command has made, of all kinds: for the first seconds a refusal may mean no more than that it is young. */
export class YoungObjects {
  private readonly madeAt = new Map<string, number>();

  note(id: string, nowMs: number): void {
    this.madeAt.set(id, nowMs);
  }

  /** Milliseconds until all objects that a value names are settled. */
  leftMs(value: unknown, nowMs: number): number {
    if (this.madeAt.size === 0) return 0;
    if (typeof value === "string") return Math.max(0, (this.madeAt.get(value) ?? -Infinity) + settlingMs - nowMs);
    if (typeof value !== "object" || value === null) return 0;
    return Math.max(0, ...Object.values(value).map((item) => this.leftMs(item, nowMs)));
  }
}
