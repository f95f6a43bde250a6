import type { DueRule } from "../../settlement";
import type { Store } from "../../store/store";
import { dayMs, formatTimestamp } from "../../timestamp";
import { keys, type Key } from "./key";
import { forgetMaterial, forgetOldMaterial } from "./key-versions";
import { noteRotation, rotationTimes } from "./rotation-times";

/** What happens to a key by itself: its deletion when the waiting time ends, and automatic rotation. */
export const keyDueRule: DueRule = {
  collection: keys.name,
  happen({ store }, id, now) {
    const key = store.of(keys).get(id);
    if (!key) return;
    if (key.state !== "To_Be_Terminated") rotateDue(store, key, now);
    else store.commit(keys.drop(key.id), rotationTimes.drop(key.id), ...forgetMaterial(store, key.id));
  },
};

/**
 * Performs all rotations that are due by now in one change, since the clock may be moved by years. A stopped key is not
 * rotated, but its date moves on.
 */
function rotateDue(store: Store, key: Key, now: number): void {
  if (key.next_rotate_at === null) return;
  const cycleMs = key.rotate_cycle * dayMs;
  const first = Date.parse(key.next_rotate_at);
  const rotations = Math.floor((now - first) / cycleMs) + 1;
  const next_rotate_at = formatTimestamp(first + rotations * cycleMs);
  if (key.state === "Stop") {
    store.commit(keys.put({ ...key, next_rotate_at }));
    return;
  }
  const last = first + (rotations - 1) * cycleMs;
  const rotated: Key = {
    ...key,
    current_version: key.current_version + rotations,
    modified_at: formatTimestamp(last),
    next_rotate_at,
  };
  store.commit(keys.put(rotated), noteRotation(store, key.id, last), ...forgetOldMaterial(store, rotated));
}
