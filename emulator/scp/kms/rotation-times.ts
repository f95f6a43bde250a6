import { isBehind, longestLagMs, type Moment } from "../../world/lag";
import { defineCollection, type Change } from "../../store/collection";
import type { Store } from "../../store/store";
import type { Key } from "./key";

/** The times of a key's latest rotations, as far back as the longest lag. */
interface RotationTimes {
  readonly key_id: string;
  /** Milliseconds since 1970, the earliest first. */
  readonly times: readonly number[];
}

export const rotationTimes = defineCollection<RotationTimes>({
  name: "kms.rotation-times",
  id: ({ key_id }) => key_id,
});

/** The change that notes a rotation. */
export function noteRotation(store: Store, keyId: string, time: number): Change {
  const before = store.of(rotationTimes).get(keyId)?.times ?? [];
  return rotationTimes.put({ key_id: keyId, times: [...before.filter((past) => past > time - longestLagMs), time] });
}

/** A key as reads show it: with the version that it had `versionLagSeconds` ago. */
export function seenKey(moment: Moment, store: Store, key: Key): Key {
  const times = store.of(rotationTimes).get(key.id)?.times ?? [];
  const unseen = times.filter((time) => isBehind(moment, "versionLagSeconds", time)).length;
  return unseen === 0 ? key : { ...key, current_version: key.current_version - unseen };
}
