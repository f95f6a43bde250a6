import type { Assumptions } from "../switches";

/** Whose reply it is. */
export interface Place {
  /** As in Scp-Api-Version: `kms`. */
  readonly service: string;
  /** As in the operation table: `showKey`. */
  readonly operation: string;
}

/** What a field of a reply is seen as; undefined where it is left out. */
export type FieldView = (value: unknown, name: string, place: Place, assumptions: Assumptions) => unknown;
