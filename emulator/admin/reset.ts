import { noContent } from "../reply";
import { resetStore } from "../start-state";
import type { AdminCall } from "./call";

export const reset: AdminCall = ({ context }) => {
  resetStore(context);
  context.faults.clear();
  context.world.reset();
  context.requestLog.restart();
  return noContent;
};
