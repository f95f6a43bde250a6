/** How long an answer may serve other calls of the same command, counted from its arrival. */
const maxAgeMs = 30_000;

interface Answer {
  readonly answer: Promise<unknown>;
  /** Absent while the request is under way. */
  arrivedAt?: number;
}

/**
 * Shares one answer among the calls of one process, where an answer that is up to 30 seconds old does no harm. A request
 * that is under way is waited for, and one that failed is not sent again within that time.
 */
export class SharedAnswers {
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
