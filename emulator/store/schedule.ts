/** An event that is due at a time. */
export interface DueEvent {
  readonly at: number;
  readonly collection: string;
  readonly id: string;
}

/** Events by time, the earliest first. It is a binary heap, since every request asks for the earliest one. */
export class Schedule {
  readonly #heap: DueEvent[] = [];

  earliest(): DueEvent | undefined {
    return this.#heap[0];
  }

  add(event: DueEvent): void {
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

  removeEarliest(): void {
    const last = this.#heap.pop();
    if (last && this.#heap.length > 0) this.#sink(last);
  }

  clear(): void {
    this.#heap.length = 0;
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
