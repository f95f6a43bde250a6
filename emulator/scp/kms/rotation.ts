import { dayMs, formatTimestamp } from "../../timestamp";
import type { Key } from "./key";

/** When a key is rotated next, counted from a time; null where it is not rotated by itself. */
export function nextRotation(
  { auto_rotate, rotate_cycle }: Pick<Key, "auto_rotate" | "rotate_cycle">,
  from: number,
): string | null {
  return auto_rotate === "Y" ? formatTimestamp(from + rotate_cycle * dayMs) : null;
}
