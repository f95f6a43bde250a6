import { uncertainAccount } from "../run/location";
import type { Location } from "../record/record";
import type { ResourceRun } from "../run/resource-run";

/**
 * Throws unless it is proved that the credentials belong to the object's account; only then does "not found" mean deleted.
 * Any object of the remembered account proves it. If there is none at all, the setting scp:accountId does.
 */
export async function proveGone(run: ResourceRun, remembered: Location | undefined, isCertain: boolean): Promise<void> {
  if (isCertain) return;
  const account = remembered?.account;
  const setting = run.environment.connection.place(run.cloud).account;
  const listed = account === undefined ? [] : await listedAccounts(run);
  // For kinds whose replies show no account, the setting is the only proof.
  const isSet = setting !== undefined && (account === undefined || setting === account);
  const isProven = listed.length === 0 ? isSet : listed.some((shown) => shown === account);
  if (!isProven) throw uncertainAccount(run);
}

/** Accounts of the listed objects. If list items lack the account, the first object is read singly. */
async function listedAccounts(run: ResourceRun): Promise<readonly string[]> {
  const { listing, identify, find } = run.behaviour;
  if (listing === undefined || listing.group !== undefined) return [];
  const identities = (await listing.list(run, {})).map((object) => identify(object));
  const [first] = identities;
  const shown = identities.map(({ account }) => account);
  const isShown = first === undefined || shown.some((account) => account !== undefined);
  const accounts = isShown ? shown : [identify(await find(run, first.id)).account];
  return accounts.filter((account) => account !== undefined);
}
