import { shown, type Moment } from "../world/lag";
import { notFound } from "./errors";

/** Refuses an object that a GET does not find yet. */
export function refuseUnlessShown<T extends { readonly created_at: string }>(moment: Moment, record: T): T {
  if (shown(moment, record)) return record;
  throw notFound();
}
