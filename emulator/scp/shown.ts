import { shown, type Moment } from "../world/lag";
import { isHiddenWhileWaiting, type Stateful } from "../world/waiting";
import { notFound } from "./errors";

/** Refuses an object that a GET does not find yet, or not any more. */
export function refuseUnlessShown<T extends { readonly created_at: string } & Stateful>(moment: Moment, record: T): T {
  if (shown(moment, record) && !isHiddenWhileWaiting(moment, record)) return record;
  throw notFound();
}
