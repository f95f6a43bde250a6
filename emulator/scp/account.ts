import { defineCollection } from "../store/collection";
import { formatTimestamp } from "../timestamp";
import { newId } from "./identifier";
import { newSecretKey } from "./secret-key";

/** An account with its one access key. */
export interface Account {
  readonly account_id: string;
  /** The user who counts as the maker of what is made with this account's key. */
  readonly user_id: string;
  readonly access_key: string;
  readonly secret_key: string;
  readonly created_at: string;
  /** The places where the account has what each service gives it; undefined in what an emulator with one region has stored. */
  readonly places?: readonly string[];
}

/** Accounts, by their id; the access key serves as their unique name. */
export const accounts = defineCollection<Account>({
  name: "scp.accounts",
  id: ({ account_id }) => account_id,
  unique: ({ access_key }) => access_key,
});

export function newAccount(now: number): Account {
  return {
    account_id: newId(),
    user_id: newId(),
    access_key: newId(),
    secret_key: newSecretKey(),
    created_at: formatTimestamp(now),
    places: [],
  };
}
