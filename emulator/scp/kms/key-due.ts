import type { Completion, DueRule } from "../../settlement";
import type { Store } from "../../store/store";
import { dayMs, formatTimestamp } from "../../timestamp";
import { keys, type Key } from "./key";
import { completeKey, forgetMaterial, oldestVersion } from "./key-completion";
import { noteRotation, rotationTimes } from "./rotation-times";

/** What happens to a key by itself: its deletion when the waiting time ends, and automatic rotation. */
export const keyDueRule: DueRule = {
  collection: keys.name,
  happen({ store }, id, now) {
    const key = store.of(keys).get(id);
    if (!key) return undefined;
    if (key.state !== "To_Be_Terminated") return rotateDue(store, key, now);
    store.commit(keys.drop(key.id), rotationTimes.drop(key.id), ...forgetMaterial(store, key.id));
    return undefined;
  },
};

/**
 * Performs all rotations that are due by now in one change, since the clock may be moved by years. A stopped key is not
 * rotated, but its date moves on.
 */
function rotateDue(store: Store, key: Key, now: number): Completion | undefined {
  if (key.next_rotate_at === null) return undefined;
  const cycleMs = key.rotate_cycle * dayMs;
  const first = Date.parse(key.next_rotate_at);
  const rotations = Math.floor((now - first) / cycleMs) + 1;
  const next_rotate_at = formatTimestamp(first + rotations * cycleMs);
  if (key.state === "Stop") {
    store.commit(keys.put({ ...key, next_rotate_at }));
    return undefined;
  }
  const last = first + (rotations - 1) * cycleMs;
  const rotated: Key = {
    ...key,
    current_version: key.current_version + rotations,
    modified_at: formatTimestamp(last),
    next_rotate_at,
  };
  store.commit(
    keys.put(rotated),
    noteRotation(store, key.id, last),
    ...forgetMaterial(store, key.id, oldestVersion(rotated)),
  );
  return async () => {
    await completeKey({ store }, key.id);
  };
}
