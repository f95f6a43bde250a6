import type { Account } from "./account";
import { firstPlace, placeName, type Place } from "./place";

/** What belongs to an account in one place. */
export interface Owned {
  readonly account_id: string;
  /** `s/kr-west1`; undefined in what an emulator with one region has stored. */
  readonly place?: string;
}

/** The fields by which a record belongs to an account in a place. */
export function ownership({ account, place }: { account: Account; place: Place }): Required<Owned> {
  return { account_id: account.account_id, place: placeName(place) };
}

/** The owner of a record, as collections know it. */
export function ownerOf({ account_id, place = placeName(firstPlace) }: Owned): string {
  return `${account_id} ${place}`;
}

/** The owner of what an account has in a place. */
export function ownerIn({ account_id }: Pick<Account, "account_id">, place: Place): string {
  return ownerOf({ account_id, place: placeName(place) });
}
