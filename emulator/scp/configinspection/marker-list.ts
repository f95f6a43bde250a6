import { validationError } from "../errors";
import { queryBoolean, queryInteger, queryText } from "../query";
import type { SwitchValues } from "../../world/switches";
import { sortRecords, type Sortable } from "../sort";

/** A page of a list in this service. */
export interface MarkedPage<T> {
  readonly count: number | null;
  readonly items: readonly T[];
  readonly links: readonly [];
}

export interface MarkerListOptions<Field extends string, T> {
  /** The fields that the list can be sorted by. */
  readonly fields: readonly Field[];
  /** The marker of an item: the next page begins after the item whose marker the request sends. */
  readonly markerOf: (record: T) => string;
  /** What a marker means in this world. */
  readonly markerMeaning: SwitchValues["markerMeaning"];
  readonly usualSort?: string;
  /** Items that stay at the end, whatever the order is. */
  readonly last?: readonly T[];
}

/**
 * Sorts and cuts a list by the parameters sort, marker and limit, and counts its items where with_count asks for it.
 */
export function cutAtMarker<Field extends string, T extends Sortable<Field>>(
  records: readonly T[],
  query: URLSearchParams,
  { fields, markerOf, markerMeaning, usualSort, last = [] }: MarkerListOptions<Field, T>,
): MarkedPage<T> {
  const limit = queryInteger(query, "limit", { from: 1, to: 1000, otherwise: 20 });
  const withCount = queryBoolean(query, "with_count", false);
  const all = [...sortRecords(records, fields, query, usualSort).sorted, ...last];
  const place = placeOf(all.map(markerOf), queryText(query, "marker"));
  const start = { after: place + 1, from: Math.max(place, 0), ignored: 0 }[markerMeaning];
  return { count: withCount ? all.length : null, items: all.slice(start, start + limit), links: [] };
}

/** Keeps the records whose fields have exactly the values of the query. */
export function matchesQuery<Field extends string>(query: URLSearchParams, fields: readonly Field[]) {
  return (record: Readonly<Record<Field, string>>) =>
    fields.every((field) => (queryText(query, field) ?? record[field]) === record[field]);
}

/** The place of the item with the marker; before the first one where there is no marker. */
function placeOf(markers: readonly string[], marker: string | undefined): number {
  if (marker === undefined) return -1;
  const place = markers.indexOf(marker);
  if (place < 0) throw validationError("Input should be a valid marker");
  return place;
}
