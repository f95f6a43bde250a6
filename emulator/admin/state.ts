import type { EmulatorContext } from "../context";
import { ok } from "../reply";
import { accounts } from "../scp/account";
import { scpServices } from "../scp/services";
import { showSpaceoneState } from "../spaceone/state-view";
import type { AdminCall } from "./call";

/**
 * Everything that is stored, without key material and values. Tests prove with it that nothing is lost or made twice.
 */
export const showState: AdminCall = async ({ context }) => {
  for (const service of scpServices) await service.prepareState?.(context);
  const scp = Array.from(context.store.of(accounts).all(), ({ account_id }) => [
    account_id,
    listsOf(context, account_id),
  ]);
  return ok({ scp: Object.fromEntries(scp) as object, spaceone: showSpaceoneState(context.store) });
};

function listsOf(context: EmulatorContext, accountId: string): object {
  const lists = scpServices.flatMap(({ state }) => Object.entries(state));
  return Object.fromEntries(lists.map(([name, list]) => [name, list(context, accountId)]));
}
