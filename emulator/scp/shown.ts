import { shown, type Moment } from "../assumptions/lag";
import { notFound } from "./errors";

/** An object that a GET of it finds already. */
export function refuseUnlessShown<T extends { readonly created_at: string }>(moment: Moment, record: T): T {
  if (shown(moment, record)) return record;
  throw notFound();
}
