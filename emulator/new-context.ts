import { Clock } from "./clock";
import type { EmulatorContext } from "./context";
import { FaultPlan } from "./faults";
import { RequestLog } from "./requests/request-log";
import { secretFieldsByPath } from "./requests/secret-fields";
import { scpServices } from "./scp/services";
import { Settlement } from "./settlement";
import { spaceoneServices } from "./spaceone/services";
import type { Store } from "./store/store";
import type { World } from "./world/world";

/** @param machineTime milliseconds since 1970 */
export function newContext(store: Store, world: World, machineTime: () => number = Date.now): EmulatorContext {
  return {
    store,
    clock: new Clock(store, machineTime),
    settlement: new Settlement([...scpServices, ...spaceoneServices].flatMap(({ dueRules = [] }) => dueRules)),
    faults: new FaultPlan(),
    world,
    requestLog: new RequestLog({ secretFieldsOf: secretFieldsByPath([...scpServices, ...spaceoneServices]) }),
  };
}
