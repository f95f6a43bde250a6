import { randomBytes } from "node:crypto";

/** An id as SCP writes it: 32 lower-case hexadecimal digits. */
export function newId(): string {
  return randomBytes(16).toString("hex");
}
