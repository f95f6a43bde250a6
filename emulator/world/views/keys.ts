import type { FieldView } from "./field-view";

/** A key that is not rotated by itself has no such time. */
export const nextRotationView: FieldView = (value, name, _place, { nextRotation }) => {
  if (name !== "next_rotate_at" || nextRotation === "reference") return value;
  if (nextRotation === "null") return null;
  if (nextRotation === "missing") return undefined;
  if (typeof value !== "string") return value;
  return nextRotation === "day" ? value.slice(0, 10) : Date.parse(value);
};

export const useCountView: FieldView = (value, name, _place, { useCount }) =>
  name === "use_count" ? { number: value, text: String(value), null: null, missing: undefined }[useCount] : value;
