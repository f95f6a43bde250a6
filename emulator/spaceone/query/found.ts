import type { Struct } from "../json";

/** The records of a list, before they are written as a reply. */
export interface Found {
  readonly records: readonly Struct[];
  readonly total: number;
}
