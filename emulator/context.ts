import type { World } from "./world/world";
import type { Clock } from "./clock";
import type { FaultPlan } from "./faults";
import type { RequestLog } from "./requests/request-log";
import type { Settlement } from "./settlement";
import type { Store } from "./store/store";

/** What the parts of one running emulator share. */
export interface EmulatorContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly settlement: Settlement;
  readonly faults: FaultPlan;
  readonly world: World;
  readonly requestLog: RequestLog;
}
