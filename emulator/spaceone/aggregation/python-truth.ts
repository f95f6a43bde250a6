import type { Json } from "../json";

/** Whether Python takes a value for true: not null, false, 0, an empty text, an empty list or an empty object. */
export function isTruthy(value: Json | undefined): boolean {
  if (typeof value !== "object" || value === null) return Boolean(value);
  return Object.keys(value).length > 0;
}
