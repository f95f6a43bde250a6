import { validationError } from "../errors";
import { queryBoolean, queryInteger, queryText } from "../query";
import { sortRecords, type Sortable } from "../sort";

/** What a list of this service answers around its items. */
export interface MarkedPage<T> {
  readonly count: number | null;
  readonly items: readonly T[];
  readonly links: readonly [];
}

export interface MarkerListOptions<Field extends string, T> {
  /** What the list can be sorted by. */
  readonly fields: readonly Field[];
  /** What the marker of the next page is: that of the last item of this one. */
  readonly markerOf: (record: T) => string;
  readonly usualSort?: string;
  /** What comes last however the list is sorted. */
  readonly last?: readonly T[];
}

/** Sorts and cuts as sort, marker and limit in the query say; counts where with_count asks for it. */
export function cutAtMarker<Field extends string, T extends Sortable<Field>>(
  records: readonly T[],
  query: URLSearchParams,
  { fields, markerOf, usualSort, last = [] }: MarkerListOptions<Field, T>,
): MarkedPage<T> {
  const limit = queryInteger(query, "limit", { from: 1, to: 1000, otherwise: 20 });
  const withCount = queryBoolean(query, "with_count", false);
  const all = [...sortRecords(records, fields, query, usualSort).sorted, ...last];
  const start = placeAfter(all.map(markerOf), queryText(query, "marker"));
  return { count: withCount ? all.length : null, items: all.slice(start, start + limit), links: [] };
}

/** Keeps what has exactly the values that the query has of these fields. */
export function matchesQuery<Field extends string>(query: URLSearchParams, fields: readonly Field[]) {
  return (record: Readonly<Record<Field, string>>) =>
    fields.every((field) => (queryText(query, field) ?? record[field]) === record[field]);
}

function placeAfter(markers: readonly string[], marker: string | undefined): number {
  if (marker === undefined) return 0;
  const place = markers.indexOf(marker);
  if (place < 0) throw validationError("Input should be a valid marker");
  return place + 1;
}
