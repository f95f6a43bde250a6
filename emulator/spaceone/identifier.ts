import { randomBytes } from "node:crypto";

/** An id as SpaceONE writes it: a prefix and 12 hexadecimal digits. */
export function newSpaceoneId(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString("hex")}`;
}
