/** How long an answer may serve further operations of the same command. */
const maxAgeMs = 30_000;

/** Shares an answer among the operations of one plugin process, where a somewhat older one does no harm. */
export class RecentAnswers {
  private readonly answers = new Map<string, { readonly at: number; readonly answer: Promise<unknown> }>();

  get<T>(key: string, now: number, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(key);
    if (known !== undefined && now - known.at <= maxAgeMs) return known.answer as Promise<T>;
    const answer = ask();
    this.answers.set(key, { at: now, answer });
    answer.catch(() => this.answers.delete(key));
    return answer;
  }
}
