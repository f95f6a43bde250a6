import type { AutomaticName } from "../definition/input-rule";

/** Hexadecimal digits of the random part: enough that two names of one resource are never equal in practice. */
const randomDigits = 7;

/** A name made from the resource's name in the program and a random part. */
export function automaticName(rule: AutomaticName, logicalName: string, random: () => number): string {
  const room = rule.maxLength - randomDigits - rule.separator.length;
  const stem = Array.from(logicalName.toLowerCase())
    .filter((character) => rule.allowed.test(character))
    .join("");
  const digits = Array.from({ length: randomDigits }, () => Math.floor(random() * 16).toString(16)).join("");
  return `${stem.slice(0, room)}${stem === "" ? "" : rule.separator}${digits}`;
}
