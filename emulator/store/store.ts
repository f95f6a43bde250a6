import { Collection, type Change, type CollectionDefinition } from "./collection";
import { Journal, type JournalEntry } from "./journal";
import { Schedule, type DueEvent } from "./schedule";
import type { StateFileError } from "./state-file-error";

/** A change that came after the emulator was closed, from an operation that was cut off. */
export class StoreClosedError extends Error {
  override readonly name = "StoreClosedError";

  constructor() {
    super("the emulator is closed");
  }
}

/** All state of the emulator: in memory, and in a journal if a state file was asked for. */
export class Store {
  readonly #collections: ReadonlyMap<string, Collection<never>>;
  readonly #schedule = new Schedule(({ at, collection, id }) => this.#collections.get(collection)?.dueAt(id) === at);
  readonly #journal: Journal | undefined;
  #closed = false;

  constructor(definitions: readonly CollectionDefinition<never>[], stateFile?: string) {
    this.#collections = new Map(definitions.map((definition) => [definition.name, new Collection(definition)]));
    if (stateFile === undefined) return;
    this.#journal = Journal.open(stateFile);
    try {
      for (const entry of this.#journal.read()) this.#apply(entry);
      this.#journal.start(this.#snapshot());
    } catch (error) {
      this.#journal.close();
      throw error;
    }
  }

  of<T>(definition: CollectionDefinition<T>): Collection<T> {
    const collection = this.#collections.get(definition.name);
    if (!collection) throw new Error(`the store has no collection ${definition.name}`);
    // The collection was made from the definition of that name, so its records have that definition's type.
    return collection as unknown as Collection<T>;
  }

  /** Makes all changes or none. They are written to the journal before anybody sees them. */
  commit(...changes: readonly Change[]): void {
    if (changes.length > 0) this.#write({ changes });
  }

  /** Replaces all records by these. */
  replace(changes: readonly Change[]): void {
    this.#write({ clear: true, changes });
  }

  /** All records in the order of creation, by the names of their collections. */
  records(): (readonly [collection: string, records: readonly object[]])[] {
    return Array.from(this.#collections, ([name, collection]) => [name, [...collection.all()]] as const);
  }

  /** The earliest event that is due at this time. It stays until its record is changed or removed. */
  due(now: number): DueEvent | undefined {
    const event = this.#schedule.earliest();
    return event && event.at <= now ? event : undefined;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#journal?.close();
  }

  #write(entry: JournalEntry): void {
    if (this.#closed) throw new StoreClosedError();
    this.#journal?.append(entry);
    this.#apply(entry);
    this.#shortenJournal();
  }

  /** The change is in the old file if there is no room for a new one: that is no reason to fail its request. */
  #shortenJournal(): void {
    if (!this.#journal?.isLong) return;
    try {
      this.#journal.start(this.#snapshot());
    } catch (error) {
      process.emitWarning(error as StateFileError);
    }
  }

  #apply(entry: JournalEntry): void {
    if (entry.clear) {
      for (const collection of this.#collections.values()) collection.clear();
      this.#schedule.clear();
    }
    for (const [name, id, value] of entry.changes) this.#applyChange(name, id, value);
  }

  #applyChange(name: string, id: string, value: object | null): void {
    const collection = this.#collections.get(name);
    if (!collection) throw new Error(`the store has no collection ${name}`);
    const before = collection.dueAt(id);
    // Every record comes from its definition's put, or from a journal that such a put has written.
    collection.apply(id, value as never);
    const at = collection.dueAt(id);
    if (at !== undefined && at !== before) this.#schedule.add({ at, collection: name, id });
  }

  *#snapshot(): Iterable<JournalEntry> {
    for (const [name, collection] of this.#collections) {
      for (const [id, record] of collection.entries()) yield { changes: [[name, id, record]] };
    }
  }
}
