/** Where in a query something stands: names of members and numbers of items. */
export type Place = readonly (string | number)[];

/** A query that the service would refuse, or would not understand as it is meant. It never shows a value. */
export class QueryError extends Error {
  constructor(
    readonly place: Place,
    readonly reason: string,
  ) {
    super(place.length === 0 ? reason : `${place.join(".")}: ${reason}`);
    this.name = "QueryError";
  }
}
