import { randomInt } from "node:crypto";

const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** The length that gives as many possible keys as 32 bytes. */
const length = 43;

/**
 * The secret part of an access key: letters and digits only. A key that begins with `-` would be taken for an option of a
 * command.
 */
export function newSecretKey(): string {
  return Array.from({ length }, () => characters.charAt(randomInt(characters.length))).join("");
}
