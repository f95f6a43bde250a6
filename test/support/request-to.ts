import { Clock } from "../../emulator/clock";
import { FaultPlan } from "../../emulator/faults";
import { RequestLog } from "../../emulator/requests/request-log";
import type { newAccount } from "../../emulator/scp/account";
import { ownerIn } from "../../emulator/scp/ownership";
import { firstPlace } from "../../emulator/scp/place";
import { Settlement } from "../../emulator/settlement";
import type { Store } from "../../emulator/store/store";
import { World } from "../../emulator/world/world";

/** A request of an account to an emulator that is nothing but a store, for accounts that are too large to be made by requests. */
export function requestTo(store: Store, account: ReturnType<typeof newAccount>, body: object, now = 0) {
  return {
    context: {
      store,
      clock: new Clock(store),
      settlement: new Settlement([]),
      faults: new FaultPlan(),
      world: new World(),
      requestLog: new RequestLog(),
    },
    account,
    place: firstPlace,
    owner: ownerIn(account, firstPlace),
    caller: { address: "127.0.0.1", resourceId: undefined },
    version: "1.1",
    now,
    params: {},
    query: new URLSearchParams(),
    body: JSON.stringify(body),
  };
}
