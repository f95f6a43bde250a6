import type { EmulatorContext } from "./context";
import type { Credentials } from "./credentials";
import { newAccount } from "./scp/account";
import { opening } from "./scp/opening";
import { firstPlace, placeOfRegion, type Place } from "./scp/place";
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

/**
 * The credentials of a store. An empty store is first filled with the start state.
 * @param region the start region; undefined means that of the store
 */
export async function prepare(store: Store, now: number, region?: string): Promise<Credentials> {
  const stored = store.of(startStates).get("start");
  if (!stored) {
    const start = await newStartState(now, placeOfRegion(region ?? firstPlace.region) ?? firstPlace);
    store.commit(startStates.put(start), ...start.changes);
    return start.credentials;
  }
  if (region === undefined || region === stored.credentials.region) return stored.credentials;
  const credentials = { ...stored.credentials, region };
  store.commit(startStates.put({ ...stored, credentials }));
  return credentials;
}

/** Whether a store has its start state, and so its credentials. */
export function isPrepared(store: Store): boolean {
  return store.of(startStates).get("start") !== undefined;
}

/** The credentials of a store that has its start state. */
export function credentialsOf(store: Store): Credentials {
  const start = store.of(startStates).get("start");
  if (!start) throw new Error("the store was never prepared");
  return start.credentials;
}

/** The place that a request is for that names none. */
export function startPlaceOf(store: Store): Place {
  return placeOfRegion(credentialsOf(store).region) ?? firstPlace;
}

/** Goes back to the start state: other accounts, all objects made since then, and the clock's offset are removed. */
export function resetStore({ store }: EmulatorContext): void {
  const start = store.of(startStates).get("start");
  if (!start) throw new Error("the store was never prepared");
  store.replace([startStates.put(start), ...start.changes]);
}

/** An account, with the objects that each service gives it in its first place. */
export function newScpAccount(place: Place, now: number) {
  const account = newAccount(now);
  return { account, changes: opening(account, place, now) };
}

async function newStartState(now: number, place: Place): Promise<StartState> {
  const { account, changes } = newScpAccount(place, now);
  const tenant = await startTenant(now);
  const credentials: Credentials = {
    accessKey: account.access_key,
    secretKey: account.secret_key,
    accountId: account.account_id,
    region: place.region,
    spaceoneToken: tenant.token,
    spaceoneDomainId: tenant.domainId,
    spaceoneWorkspaceId: tenant.workspaceId,
    spaceoneProjectId: tenant.projectId,
  };
  return { id: "start", credentials, changes: [...changes, ...tenant.changes] };
}
