import { isDeepStrictEqual } from "node:util";

import { PartialFailure } from "../record/partial-failure";

/** What a failed operation left: an id that exists (or may exist), and what was applied. */
export type Leftover = Pick<PartialFailure, "id" | "record">;

/**
 * What failed operations of this command left, by what they were asked for. A program's error hook may have Pulumi call an
 * operation again with the very same request, whatever the first call has answered: the second one goes on.
 */
export class Leftovers {
  private readonly left: { readonly request: object; readonly leftover: Leftover }[] = [];

  /** Runs an operation from where the same one has stopped before, and remembers where it stops. */
  async goOn<T>(request: object, operation: (left: Leftover | undefined) => Promise<T>): Promise<T> {
    const left = this.left.find((entry) => isDeepStrictEqual(entry.request, request))?.leftover;
    try {
      const result = await operation(left);
      this.keepWhere((entry) => entry.leftover !== left);
      return result;
    } catch (error) {
      const failure = stillPartial(left, error);
      if (failure instanceof PartialFailure) {
        this.keepWhere((entry) => entry.leftover !== left);
        this.left.push({ request, leftover: { id: failure.id, record: failure.record } });
      }
      throw failure;
    }
  }

  /** An object was removed: nothing is left of it. */
  forget(id: string): void {
    this.keepWhere(({ leftover }) => leftover.id !== id);
  }

  private keepWhere(isKept: (entry: { readonly leftover: Leftover }) => boolean): void {
    this.left.splice(0, this.left.length, ...this.left.filter(isKept));
  }
}

/** Whatever the second call fails by, what the first one has left is there. */
function stillPartial(left: Leftover | undefined, error: unknown): unknown {
  if (left === undefined || error instanceof PartialFailure || !(error instanceof Error)) return error;
  return new PartialFailure(left.id, left.record, error.message);
}
