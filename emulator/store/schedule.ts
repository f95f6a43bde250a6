/** An event that is due at a time. */
export interface DueEvent {
  readonly at: number;
  readonly collection: string;
  readonly id: string;
}

/** With fewer events than this, obsolete ones are not looked for. */
const minManyEvents = 10_000;

/**
 * Events by time, the earliest first. It is a binary heap, since every request asks for the earliest one. An event becomes
 * obsolete when its record is changed: it is forgotten when it is due, or when most events may be obsolete.
 */
export class Schedule {
  readonly #isCurrent: (event: DueEvent) => boolean;
  #heap: DueEvent[] = [];
  #manyEvents = minManyEvents;

  constructor(isCurrent: (event: DueEvent) => boolean) {
    this.#isCurrent = isCurrent;
  }

  /** How many events there are, obsolete ones included. */
  get size(): number {
    return this.#heap.length;
  }

  earliest(): DueEvent | undefined {
    for (let event = this.#heap[0]; event; event = this.#heap[0]) {
      if (this.#isCurrent(event)) return event;
      this.#removeEarliest();
    }
    return undefined;
  }

  add(event: DueEvent): void {
    this.#insert(event);
    if (this.#heap.length > this.#manyEvents) this.#forgetObsolete();
  }

  clear(): void {
    this.#heap = [];
  }

  #forgetObsolete(): void {
    const current = new Map(
      this.#heap.filter(this.#isCurrent).map((event) => [`${event.collection} ${event.id}`, event]),
    );
    this.clear();
    for (const event of current.values()) this.#insert(event);
    this.#manyEvents = Math.max(minManyEvents, 2 * this.#heap.length);
  }

  #insert(event: DueEvent): void {
    const heap = this.#heap;
    let index = heap.length;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (!parent || parent.at <= event.at) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = event;
  }

  #removeEarliest(): void {
    const last = this.#heap.pop();
    if (last && this.#heap.length > 0) this.#sink(last);
  }

  #sink(event: DueEvent): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      const child = this.#earlierChild(index);
      const candidate = heap[child];
      if (!candidate || candidate.at >= event.at) break;
      heap[index] = candidate;
      index = child;
    }
    heap[index] = event;
  }

  #earlierChild(index: number): number {
    const left = this.#heap[2 * index + 1];
    const right = this.#heap[2 * index + 2];
    return left && right && right.at < left.at ? 2 * index + 2 : 2 * index + 1;
  }
}
