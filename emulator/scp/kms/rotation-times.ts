import { isBehind, longestLagMs, type Moment } from "../../assumptions/lag";
import { defineCollection, type Change } from "../../store/collection";
import type { Store } from "../../store/store";
import type { Key } from "./key";

/** When a key was rotated of late: kept as long as any lag could ask for it. */
interface RotationTimes {
  readonly key_id: string;
  /** Milliseconds since 1970, the earliest first. */
  readonly times: readonly number[];
}

export const rotationTimes = defineCollection<RotationTimes>({
  name: "kms.rotation-times",
  id: ({ key_id }) => key_id,
});

/** The change by which a rotation is noted. */
export function noteRotation(store: Store, keyId: string, time: number): Change {
  const before = store.of(rotationTimes).get(keyId)?.times ?? [];
  return rotationTimes.put({ key_id: keyId, times: [...before.filter((past) => past > time - longestLagMs), time] });
}

/** A key as reads see it: with the version that it had so long ago as `versionLagSeconds` says. */
export function seenKey(moment: Moment, store: Store, key: Key): Key {
  const times = store.of(rotationTimes).get(key.id)?.times ?? [];
  const unseen = times.filter((time) => isBehind(moment, "versionLagSeconds", time)).length;
  return unseen === 0 ? key : { ...key, current_version: key.current_version - unseen };
}
