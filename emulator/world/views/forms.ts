import { formatTimestamp, seoulMs } from "../../timestamp";
import type { SwitchValues } from "../switches";
import type { FieldView } from "./field-view";

type Fields = Readonly<Record<string, unknown>>;

export const versionFormView: FieldView = (value, name, { operation }, { versionForm }) =>
  operation === "listVersions" && name === "version_list"
    ? (value as readonly Fields[]).map((version) => formedVersion(version, versionForm))
    : value;

function formedVersion(version: Fields, form: SwitchValues["versionForm"]): Fields {
  const { version_id, labels, ...others } = version;
  const isLabelled = Array.isArray(labels) && labels.length > 0;
  switch (form) {
    case "reference":
      return version;
    case "id":
      return { id: version_id, labels, ...others };
    case "label":
      return { version_id, label: labels, ...others };
    case "text":
      return isLabelled ? { ...version, labels: labels.join(", ") } : version;
    case "objects":
      return isLabelled ? { ...version, labels: labels.map((label: unknown) => ({ label })) } : version;
  }
}

export const descriptionView: FieldView = (value, name, _place, { emptyDescription }) =>
  name === "description" && value === "" ? { text: value, null: null, missing: undefined }[emptyDescription] : value;

/** The view of a key as a whole, since its cycle counts only with the rotation. */
export const rotateCycleView: FieldView = (value, name, { service }, { rotateCycleOff }) => {
  if (service !== "kms" || rotateCycleOff === "number") return value;
  const formed = (key: Fields): Fields =>
    key["auto_rotate"] === "N" ? { ...key, rotate_cycle: rotateCycleOff === "null" ? null : 0 } : key;
  if (name === "key") return formed(value as Fields);
  return name === "keys" ? (value as readonly Fields[]).map(formed) : value;
};

export const cidrView: FieldView = (value, name, _place, { cidrForm }) => {
  if (name !== "acl_cidr" || typeof value !== "string") return value;
  const networks = value.split(", ");
  return {
    spaced: value,
    tight: networks.join(","),
    bare: networks.map((network) => network.replace(/\/32$/, "")).join(", "),
    list: networks,
  }[cidrForm];
};

const listedFields: ReadonlySet<string> = new Set(["name", "temporary_key_ttl_nhours", "vault_token_ttl_ndays"]);

export const vaultListsView: FieldView = (value, name, { operation }, { vaultLists }) =>
  vaultLists && operation === "showVault" && listedFields.has(name) ? [String(value)] : value;

export const certificateTimesView: FieldView = (value, name, _place, { certificateTimes }) => {
  if ((name !== "not_before_dt" && name !== "not_after_dt") || typeof value !== "string") return value;
  const day = value.slice(0, 10);
  return {
    reference: value,
    seoul: formatTimestamp(Date.parse(`${value}Z`) + seoulMs).slice(0, -1),
    zulu: `${value}Z`,
    day,
    digits: day.replaceAll("-", ""),
  }[certificateTimes];
};

/** A reply in which each object has a field that no reference names. */
export function withUnknownFields(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withUnknownFields);
  const fields = Object.entries(value).map(([name, field]) => [name, withUnknownFields(field)] as const);
  return { ...Object.fromEntries(fields), not_in_the_reference: { since: "a later version" } };
}
