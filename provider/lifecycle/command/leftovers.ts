import { isDeepStrictEqual } from "node:util";

import { PartialFailure } from "../record/partial-failure";

/** What a failed operation left: an id that exists (or may exist), and what was applied. */
export type Leftover = Pick<PartialFailure, "id" | "record">;

/**
 * What the failed operations of this command left, by their requests. An error hook of the program may make Pulumi repeat an
 * operation with the same request, whatever the first call has answered. The second call continues from what is left.
 */
export class Leftovers {
  private readonly left: { readonly request: object; readonly leftover: Leftover }[] = [];

  /** Runs an operation from the point where an earlier call with the same request failed. Remembers where it fails itself. */
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

  /** Forgets an object that was deleted. */
  forget(id: string): void {
    this.keepWhere(({ leftover }) => leftover.id !== id);
  }

  private keepWhere(isKept: (entry: { readonly leftover: Leftover }) => boolean): void {
    this.left.splice(0, this.left.length, ...this.left.filter(isKept));
  }
}

/** Also if the second call fails for another reason, the object of the first one still exists. */
function stillPartial(left: Leftover | undefined, error: unknown): unknown {
  if (left === undefined || error instanceof PartialFailure || !(error instanceof Error)) return error;
  return new PartialFailure(left.id, left.record, error.message);
}
