/** How long an answer may serve further operations of the same command, from its arrival on. */
const maxAgeMs = 30_000;

interface Answer {
  readonly answer: Promise<unknown>;
  /** Absent while it is under way. */
  arrivedAt?: number;
}

/**
 * Shares an answer among the operations of one plugin process, where a somewhat older one does no harm: one that is under
 * way is waited for, and one that failed is not asked for again for as long.
 */
export class RecentAnswers {
  private readonly answers = new Map<string, Answer>();

  async get<T>(key: string, now: () => number, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(key);
    if (known !== undefined && now() - (known.arrivedAt ?? now()) <= maxAgeMs) return known.answer as Promise<T>;
    const entry: Answer = { answer: ask() };
    this.answers.set(key, entry);
    try {
      return (await entry.answer) as T;
    } finally {
      entry.arrivedAt = now();
    }
  }

  clear(): void {
    this.answers.clear();
  }
}
