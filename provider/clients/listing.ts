/** The pages of a list, read one after the other. */
export type Pages<T> = () => AsyncIterable<readonly T[]>;

/**
 * A list that the service gives page by page. Awaited, it is all of it; in a `for await` loop, each entry as soon as its page
 * is there, and no further page is asked for after the loop ends. Nothing is asked for before one or the other.
 */
export class Listing<T> extends Promise<readonly T[]> implements AsyncIterable<T> {
  /** What follows on it is a usual promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  private begin: (() => void) | undefined;

  constructor(readonly pages: Pages<T>) {
    let settle: (all: Promise<readonly T[]>) => void = () => undefined;
    super((resolve) => {
      settle = resolve;
    });
    this.begin = () => {
      settle(collected(pages));
    };
  }

  /** The same list, with each entry replaced. */
  map<U>(replaced: (entry: T) => U): Listing<U> {
    const { pages } = this;
    return new Listing(async function* () {
      for await (const page of pages()) yield page.map(replaced);
    });
  }

  // A promise is awaited by this method: the first one who does so starts the reading.
  override then<A = readonly T[], B = never>(...handlers: Parameters<Promise<readonly T[]>["then"]>): Promise<A | B> {
    this.begin?.();
    this.begin = undefined;
    return super.then(...handlers) as Promise<A | B>;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for await (const page of this.pages()) yield* page;
  }
}

async function collected<T>(pages: Pages<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages()) all.push(...page);
  return all;
}
