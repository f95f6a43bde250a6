/** One object that exists. */
export interface Item {
  /** The resource that manages such an object: `KmsKey`. */
  readonly kind: string;
  readonly id: string;
  /** Empty where it has none. */
  readonly name: string;
  /** The service's word. Empty where the service has none. */
  readonly state: string;
  /** Key dates by the names of the resource's outputs: `createdAt`, `deleteAt`, `notAfter`. */
  readonly dates: Readonly<Record<string, string>>;
  /** Tags of all writers; absent where the service shows none of this kind. */
  readonly tags?: Readonly<Record<string, unknown>>;
  /** Ids of what it needs, such as the key that encrypts a secret. */
  readonly needs: readonly string[];
  /** Why a program leaves it to others unless it is told to take it: "the collector c writes it". */
  readonly leftToOthers?: string;
}

/** An object as it is shown. */
export interface ShownItem extends Omit<Item, "needs" | "leftToOthers"> {
  /** What needs it: `Secret orders`. */
  readonly neededBy: readonly string[];
  /** URN of the resource that manages it; null if it is unmanaged. Absent if no state was given. */
  readonly managedBy?: string | null;
}
