import { ok } from "../reply";
import { accounts } from "../scp/account";
import { scpServices } from "../scp/services";
import { showSpaceoneState } from "../spaceone/state-view";
import type { AdminCall } from "./call";

/** The lists that every account has, also those of services that are not served. */
const emptyLists = { keys: [], managedKeys: [], secrets: [], vaults: [], certificates: [], diagnoses: [] };

/**
 * Everything that is stored, without key material and values. Tests prove with it that nothing is lost or made twice.
 */
export const showState: AdminCall = ({ context }) => {
  const scp: Record<string, object> = {};
  for (const { account_id } of context.store.of(accounts).all()) {
    const lists = scpServices.map((service) => service.showState(context, account_id));
    scp[account_id] = Object.assign({ ...emptyLists }, ...lists) as object;
  }
  return ok({ scp, spaceone: showSpaceoneState(context.store) });
};
