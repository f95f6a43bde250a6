import type { Change } from "../store/collection";
import { accounts, type Account } from "./account";
import { firstPlace, placeName, type Place } from "./place";
import { scpServices } from "./services";

/** The changes with which an account begins in a place: it gets the objects that each service gives it. None where it has them. */
export function opening(account: Account, place: Place, now: number): Change[] {
  const { places = [placeName(firstPlace)] } = account;
  if (places.includes(placeName(place))) return [];
  const given = scpServices.flatMap(({ startPlace }) => startPlace?.(account, place, now) ?? []);
  return [accounts.put({ ...account, places: [...places, placeName(place)] }), ...given];
}
