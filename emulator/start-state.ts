import type { EmulatorContext } from "./context";
import type { Credentials } from "./credentials";
import { newAccount, accounts } from "./scp/account";
import { region } from "./scp/region";
import { scpServices } from "./scp/services";
import { startTenant } from "./spaceone/tenant";
import { defineCollection, type Change } from "./store/collection";
import type { Store } from "./store/store";

/** The objects of the very first start. They are kept so that a reset brings back the same ids and credentials. */
interface StartState {
  readonly id: "start";
  readonly credentials: Credentials;
  readonly changes: readonly Change[];
}

export const startStates = defineCollection<StartState>({ name: "emulator.start", id: ({ id }) => id });

/** The credentials of a store. An empty store is first filled with the start state. */
export async function prepare(store: Store, now: number): Promise<Credentials> {
  const stored = store.of(startStates).get("start");
  if (stored) return stored.credentials;
  const start = await newStartState(now);
  store.commit(startStates.put(start), ...start.changes);
  return start.credentials;
}

/** Goes back to the start state: other accounts, all objects made since then, and the clock's offset are removed. */
export function resetStore({ store }: EmulatorContext): void {
  const start = store.of(startStates).get("start");
  if (!start) throw new Error("the store was never prepared");
  store.replace([startStates.put(start), ...start.changes]);
}

/** Adds an account, with the objects that each service gives it. */
export function newScpAccount(now: number) {
  const account = newAccount(now);
  const given = scpServices.flatMap(({ startAccount }) => startAccount?.(account, now) ?? []);
  return { account, changes: [accounts.put(account), ...given] };
}

async function newStartState(now: number): Promise<StartState> {
  const { account, changes } = newScpAccount(now);
  const tenant = await startTenant(now);
  const credentials: Credentials = {
    accessKey: account.access_key,
    secretKey: account.secret_key,
    accountId: account.account_id,
    region,
    spaceoneToken: tenant.token,
    spaceoneDomainId: tenant.domainId,
    spaceoneWorkspaceId: tenant.workspaceId,
    spaceoneProjectId: tenant.projectId,
  };
  return { id: "start", credentials, changes: [...changes, ...tenant.changes] };
}
