import { adopt } from "./adopt";
import { changes } from "./changes";
import { creation } from "./creation";
import { credentials } from "./credentials";
import { drift } from "./drift";
import { faults } from "./faults";
import { laterStep } from "./later-step";
import { refusals } from "./refusals";
import { stateOnly } from "./state-only";
import { Suite } from "./suite";
import type { ResourceTable } from "./table";
import { unknownOutcome } from "./unknown-outcome";

/** The life of a resource kind, in the real plugin process against the emulator. */
export function lifecycleSuite(kind: ResourceTable): void {
  const suite = new Suite(kind);

  creation(suite);
  changes(suite);
  drift(suite);
  laterStep(suite);
  faults(suite);
  unknownOutcome(suite);
  refusals(suite);
  adopt(suite);
  stateOnly(suite);
  // SpaceONE's tokens say themselves whose they are.
  if (kind.cloud !== "spaceone") credentials(suite);
}
