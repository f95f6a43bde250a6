import type { FieldView } from "./field-view";

export const emptyLabelsView: FieldView = (value, name, { operation }, { emptyLabels }) => {
  if (operation !== "listVersions" || name !== "labels" || !Array.isArray(value) || value.length > 0) return value;
  return { list: value, null: null, missing: undefined, text: "" }[emptyLabels];
};

/** The emulator's own value is null for an object that is not to be deleted. */
export const deleteAtView: FieldView = (value, name, _place, { deleteAtOfActive }) => {
  if ((name !== "delete_at" && name !== "deleted_at") || value !== null) return value;
  return { reference: value, empty: "", old: "20251008" }[deleteAtOfActive];
};

export const currentVersionView: FieldView = (value, name, _place, { currentVersion }) =>
  name === "current_version" && currentVersion === "missing" ? undefined : value;

/** Operations whose replies get an empty region, although the object has one. */
const regionless: ReadonlySet<string> = new Set([
  "listKeys",
  "listManagedKeys",
  "listSecrets",
  "showKey",
  "showManagedKey",
  "showSecret",
]);

/** The number of objects in a list stays as it is. */
export const emptyTextsView: FieldView = (value, name, { operation }, { emptyTexts }) => {
  if (!emptyTexts || name === "count") return value;
  return value === null || (name === "region" && regionless.has(operation)) ? "" : value;
};
