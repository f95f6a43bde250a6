import { SharedAnswers, type Lifetime } from "../../calls/shared-answers";

/** Which list serves a read, and for how long. */
export interface ListUse {
  /** The group of objects that the list covers: all of the kind, unless it has groups. */
  readonly group?: string;
  readonly lifetime?: Lifetime;
}

/**
 * Lets many reads share one list of all objects: the first read asks singly, the next ones fetch the list once. Each
 * entry serves one read only, and a write of this process ends the list, so that no read returns a value from before a write.
 */
export class SnapshotCache<T> {
  private readonly lists = new SharedAnswers();
  /** Groups of which an object was read. */
  private readonly seen = new Set<string>();

  /** The object as a list shows it, or undefined if it must be read singly. */
  async take(
    id: string,
    now: () => number,
    list: () => Promise<ReadonlyMap<string, T>>,
    { group = "", lifetime }: ListUse = {},
  ): Promise<T | undefined> {
    if (!this.seen.has(group)) {
      this.seen.add(group);
      return undefined;
    }
    try {
      const entries = await this.lists.get(group, now, async () => new Map(await list()), lifetime);
      const found = entries.get(id);
      // A list that lacks what is asked for does not stay for that.
      if (entries.delete(id)) this.lists.used(group, now());
      return found;
    } catch {
      // The list only saves requests. Without it each object is read singly, and the user sees the error of that read.
      return undefined;
    }
  }

  /** Forgets all lists: something was written. */
  clear(): void {
    this.lists.clear();
    this.seen.clear();
  }
}
