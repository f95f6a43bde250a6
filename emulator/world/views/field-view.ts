import type { SwitchValues } from "../switches";

/** The operation that a reply belongs to. */
export interface Place {
  /** As in Scp-Api-Version: `kms`. */
  readonly service: string;
  /** As in the operation table: `showKey`. */
  readonly operation: string;
}

/** Changes the value of one field of a reply; undefined leaves the field out. */
export type FieldView = (value: unknown, name: string, place: Place, world: SwitchValues) => unknown;
