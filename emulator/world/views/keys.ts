import type { FieldView } from "./field-view";

export const nextRotationView: FieldView = (value, name, _place, { nextRotation }) =>
  name === "next_rotate_at" ? { reference: value, null: null, missing: undefined }[nextRotation] : value;

export const useCountView: FieldView = (value, name, _place, { useCount }) =>
  name === "use_count" ? { number: value, text: String(value), null: null }[useCount] : value;
