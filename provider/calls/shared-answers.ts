/** How long an answer may serve other calls of the same command, counted from its arrival or from its last use. */
const maxAgeMs = 30_000;
/** How long an answer may serve at all, however often it is used. */
const longestUseMs = 30 * 60_000;

interface Answer {
  readonly answer: Promise<unknown>;
  /** Absent while the request is under way. */
  arrivedAt?: number;
  usedAt?: number;
}

/** For how long a caller takes an answer: for 30 seconds after it arrived, or as long as no pause between uses is longer. */
export type Lifetime = "short" | "while used";

/**
 * Shares one answer among the calls of one process, where an answer that is up to 30 seconds old does no harm. A request
 * that is under way is waited for, and one that failed is not sent again within that time.
 */
export class SharedAnswers {
  private readonly answers = new Map<string, Answer>();

  async get<T>(key: string, now: () => number, ask: () => Promise<T>, lifetime: Lifetime = "short"): Promise<T> {
    const known = this.answers.get(key);
    const isKnown = known !== undefined && serves(known, now(), lifetime);
    const entry: Answer = isKnown ? known : { answer: ask() };
    this.answers.set(key, entry);
    try {
      return (await entry.answer) as T;
    } finally {
      entry.arrivedAt ??= now();
    }
  }

  /** Notes that an answer was of use. */
  used(key: string, now: number): void {
    const known = this.answers.get(key);
    if (known !== undefined) known.usedAt = now;
  }

  clear(): void {
    this.answers.clear();
  }
}

function serves({ arrivedAt, usedAt }: Answer, now: number, lifetime: Lifetime): boolean {
  if (arrivedAt === undefined) return true;
  const since = lifetime === "while used" ? Math.max(usedAt ?? arrivedAt, arrivedAt) : arrivedAt;
  return now - since <= maxAgeMs && now - arrivedAt <= longestUseMs;
}
