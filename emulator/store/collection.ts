/** One record written (a value) or removed (null). */
export type Change = readonly [collection: string, id: string, value: object | null];

export interface CollectionOptions<T> {
  /** The name in state files: it is never changed. */
  readonly name: string;
  readonly id: (record: T) => string;
  /** The owner of a record: an account, a key. Records without an owner belong together. */
  readonly owner?: (record: T) => string;
  /** A unique name by which the records of one owner are looked up. */
  readonly unique?: (record: T) => string;
  /** The time at which something happens to this record by itself, in milliseconds since 1970. */
  readonly dueAt?: (record: T) => number | undefined;
}

/** The definition of a kind of record, the same for all stores. */
export interface CollectionDefinition<T> extends CollectionOptions<T> {
  put(record: T): Change;
  drop(id: string): Change;
}

export function defineCollection<T extends object>(options: CollectionOptions<T>): CollectionDefinition<T> {
  return {
    ...options,
    put: (record) => [options.name, options.id(record), record],
    drop: (id) => [options.name, id, null],
  };
}

/** The records of one kind in one store. A record is never changed in place: a change puts another one in its place. */
export class Collection<T> {
  readonly #definition: CollectionDefinition<T>;
  readonly #records = new Map<string, T>();
  readonly #owned = new Map<string, Map<string, T>>();
  /** Of several records with one name, the first one was there first. */
  readonly #named = new Map<string, Map<string, T>>();

  constructor(definition: CollectionDefinition<T>) {
    this.#definition = definition;
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  /** In the order of creation. */
  all(): Iterable<T> {
    return this.#records.values();
  }

  entries(): Iterable<[string, T]> {
    return this.#records.entries();
  }

  /** One owner's records, in the order of creation. */
  owned(owner: string): Iterable<T> {
    return this.#owned.get(owner)?.values() ?? [];
  }

  countOwned(owner: string): number {
    return this.#owned.get(owner)?.size ?? 0;
  }

  named(name: string, owner = ""): T | undefined {
    return this.allNamed(name, owner)[0];
  }

  /** All records with a name: there may be several where an operation has let that happen. */
  allNamed(name: string, owner = ""): T[] {
    return [...(this.#named.get(nameKey(owner, name))?.values() ?? [])];
  }

  dueAt(id: string): number | undefined {
    const record = this.#records.get(id);
    return record === undefined ? undefined : this.#definition.dueAt?.(record);
  }

  /** Only the store calls this; everything else commits changes. */
  apply(id: string, value: T | null): void {
    const before = this.#records.get(id);
    if (before !== undefined && (value === null || this.#nameKeyOf(value) !== this.#nameKeyOf(before))) {
      this.#forgetName(id, before);
    }
    if (value !== null) this.#insert(id, value);
    else if (before !== undefined) this.#remove(id, before);
  }

  clear(): void {
    this.#records.clear();
    this.#owned.clear();
    this.#named.clear();
  }

  #insert(id: string, record: T): void {
    const owner = this.#ownerOf(record);
    this.#records.set(id, record);
    let owned = this.#owned.get(owner);
    if (!owned) this.#owned.set(owner, (owned = new Map<string, T>()));
    owned.set(id, record);
    this.#noteName(id, record);
  }

  #remove(id: string, record: T): void {
    const owner = this.#ownerOf(record);
    this.#records.delete(id);
    const owned = this.#owned.get(owner);
    owned?.delete(id);
    if (owned?.size === 0) this.#owned.delete(owner);
  }

  #noteName(id: string, record: T): void {
    const key = this.#nameKeyOf(record);
    if (key === undefined) return;
    let named = this.#named.get(key);
    if (!named) this.#named.set(key, (named = new Map<string, T>()));
    named.set(id, record);
  }

  #forgetName(id: string, record: T): void {
    const key = this.#nameKeyOf(record);
    if (key === undefined) return;
    const named = this.#named.get(key);
    named?.delete(id);
    if (named?.size === 0) this.#named.delete(key);
  }

  #nameKeyOf(record: T): string | undefined {
    const { unique } = this.#definition;
    return unique && nameKey(this.#ownerOf(record), unique(record));
  }

  #ownerOf(record: T): string {
    return this.#definition.owner?.(record) ?? "";
  }
}

function nameKey(owner: string, name: string): string {
  return `${owner}\n${name}`;
}
