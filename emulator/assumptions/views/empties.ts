import type { FieldView } from "./field-view";

export const emptyLabelsView: FieldView = (value, name, { operation }, { emptyLabels }) => {
  if (operation !== "listVersions" || name !== "labels" || !Array.isArray(value) || value.length > 0) return value;
  return { list: value, null: null, missing: undefined, text: "" }[emptyLabels];
};

/** Null is what the emulator itself has there for what does not wait for its deletion. */
export const deleteAtView: FieldView = (value, name, _place, { deleteAtOfActive }) => {
  if ((name !== "delete_at" && name !== "deleted_at") || value !== null) return value;
  return { reference: value, empty: "", old: "20251008" }[deleteAtOfActive];
};

export const currentVersionView: FieldView = (value, name, _place, { currentVersion }) =>
  name === "current_version" && currentVersion === "missing" ? undefined : value;

/** Where a region is "" though there is one. */
const regionless: ReadonlySet<string> = new Set([
  "listKeys",
  "listManagedKeys",
  "listSecrets",
  "showKey",
  "showManagedKey",
  "showSecret",
]);

/** A list's own count is no text. */
export const emptyTextsView: FieldView = (value, name, { operation }, { emptyTexts }) => {
  if (!emptyTexts || name === "count") return value;
  return value === null || (name === "region" && regionless.has(operation)) ? "" : value;
};
