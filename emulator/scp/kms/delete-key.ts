import { noContent } from "../../reply";
import { formatTimestamp, hourMs } from "../../timestamp";
import { modification } from "../owned";
import { queryBoolean } from "../query";
import { secondDeletion } from "../second-deletion";
import type { Operation } from "../service";
import { keys } from "./key";
import { findKey, refuseUnless, wrongState } from "./key-access";
import { forgetMaterial } from "./key-versions";
import { rotationTimes } from "./rotation-times";

/** How long a key waits for its deletion (SCP 6.1). */
const deletionWindowMs = 72 * hourMs;

export const deleteKey: Operation = (request) => {
  const isDirectly = queryBoolean(request.query, "is_directly", false);
  const { store } = request.context;
  const key = findKey(request);
  const isAtOnce = request.context.world.current.deletion === "atOnce" && key.state !== "Creating";
  if (isDirectly || isAtOnce) {
    store.commit(keys.drop(key.id), rotationTimes.drop(key.id), ...forgetMaterial(store, key.id));
    return noContent;
  }
  // A second request for the deletion keeps the date (SCP 6.1).
  if (key.state === "To_Be_Terminated") {
    if (secondDeletion(request, "taken", () => wrongState(key, "Active", "Stop")) === "taken") return noContent;
  } else {
    refuseUnless(key, "Active", "Stop");
  }
  store.commit(
    keys.put({
      ...key,
      ...modification(request),
      delete_at: formatTimestamp(request.now + deletionWindowMs),
      delete_target_yn: "Y",
      next_rotate_at: null,
      state: "To_Be_Terminated",
    }),
  );
  return noContent;
};
