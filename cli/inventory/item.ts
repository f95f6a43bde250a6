/** One object that exists. */
export interface Item {
  /** The resource that manages such an object: `KmsKey`. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  /** The service's word. Empty where the service has none. */
  readonly state: string;
  /** Key dates by the names of the resource's outputs: `createdAt`, `deleteAt`, `notAfter`. */
  readonly dates: Readonly<Record<string, string>>;
  /** Ids of what it needs, such as the key that encrypts a secret. */
  readonly needs: readonly string[];
}

/** An object as it is shown. */
export interface ShownItem extends Omit<Item, "needs"> {
  /** What needs it: `Secret orders`. */
  readonly neededBy: readonly string[];
  /** URN of the resource that manages it; null if it is unmanaged. Absent if no state was given. */
  readonly managedBy?: string | null;
}
