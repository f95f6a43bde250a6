import type { Finding } from "./findings";
import { spelt } from "./spelling";

/** Whether an object waits for its end, however that is spelled. */
export function isWaiting(state: unknown): boolean {
  return /terminat/i.test(String(state));
}

/** What the state of an object tells that waits for its end. */
export function waitingSpelling(state: unknown): Finding {
  return spelt(
    state,
    {
      reference: "To_Be_Terminated",
      spaced: "To Be Terminated",
      upper: "TO_BE_TERMINATED",
      lower: "to_be_terminated",
      unknown: "X_To_X_Be_X_Terminated",
    },
    "",
  );
}
