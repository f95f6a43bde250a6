/** How long a list of all objects may serve reads. A refresh of many objects ends well within it. */
const maxAgeMs = 30_000;

/**
 * Lets many reads share one list of all objects: the first read asks singly, the next ones fetch the list once. Each
 * entry serves one read only, and a write of this process ends the list, so that nobody is shown his own past.
 */
export class SnapshotCache<T> {
  private readonly families = new Map<string, Snapshot<T>>();

  /**
   * The object as a list shows it, or undefined where it must be asked for singly. `atOnce` lists for the first read
   * already.
   */
  take(
    id: string,
    now: number,
    list: () => Promise<ReadonlyMap<string, T>>,
    { family = "", atOnce = false } = {},
  ): Promise<T | undefined> {
    const snapshot = this.families.get(family) ?? new Snapshot<T>();
    this.families.set(family, snapshot);
    return snapshot.take(id, now, list, atOnce);
  }

  /** Forgets all lists: something was written. */
  clear(): void {
    this.families.clear();
  }
}

class Snapshot<T> {
  private reads = 0;
  private entries: Promise<Map<string, T>> | undefined;
  private takenAt = 0;

  async take(
    id: string,
    now: number,
    list: () => Promise<ReadonlyMap<string, T>>,
    atOnce: boolean,
  ): Promise<T | undefined> {
    this.reads++;
    if (this.reads === 1 && !atOnce) return undefined;
    if (this.entries === undefined || now - this.takenAt > maxAgeMs) {
      this.takenAt = now;
      this.entries = list().then((found) => new Map(found));
    }
    const entries = this.entries;
    try {
      const found = (await entries).get(id);
      (await entries).delete(id);
      return found;
    } catch {
      // The list is a short cut only: without it each object is asked for singly, and its error is the user's.
      if (this.entries === entries) [this.reads, this.entries] = [0, undefined];
      return undefined;
    }
  }
}
