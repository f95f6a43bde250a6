import { isDeepStrictEqual } from "node:util";

import type { PartialFailure } from "./errors";

/** What a failed operation left: an id that exists (or may exist), and what was applied. */
export type Leftover = Pick<PartialFailure, "id" | "state">;

/**
 * What failed operations of this command left, by what they were asked for. A program's error hook may have Pulumi call an
 * operation again with the very same request, whatever the first call has answered: the second one goes on.
 */
export class Leftovers {
  private readonly left: { readonly request: object; readonly leftover: Leftover }[] = [];

  find(request: object): Leftover | undefined {
    return this.left.find((entry) => isDeepStrictEqual(entry.request, request))?.leftover;
  }

  keep(request: object, { id, state }: Leftover): void {
    this.forget(request);
    this.left.push({ request, leftover: { id, state } });
  }

  forget(request: object): void {
    const index = this.left.findIndex((entry) => isDeepStrictEqual(entry.request, request));
    if (index >= 0) this.left.splice(index, 1);
  }

  /** An object was removed: nothing is left of it. */
  forgetObject(id: string): void {
    const kept = this.left.filter(({ leftover }) => leftover.id !== id);
    this.left.splice(0, this.left.length, ...kept);
  }
}
