import { dayMs, formatTimestamp } from "../../timestamp";
import type { Key } from "./key";

/** The time of a key's next rotation, counted from a time; null where it has no automatic rotation. */
export function nextRotation(
  { auto_rotate, rotate_cycle }: Pick<Key, "auto_rotate" | "rotate_cycle">,
  from: number,
): string | null {
  return auto_rotate === "Y" ? formatTimestamp(from + rotate_cycle * dayMs) : null;
}
