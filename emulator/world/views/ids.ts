import { isObjectList } from "../pages";
import type { SwitchValues } from "../switches";
import type { FieldView } from "./field-view";

type Form = SwitchValues["listedIds"];

/** Fields that have the id of another object. */
const references: ReadonlySet<string> = new Set(["kms_id", "access_key_id", "auth_key_id", "resource_id"]);

export const listedIdsView: FieldView = (value, name, place, { listedIds }) =>
  (name === "id" || name === "diagnosis_id") && isObjectList(place) ? formed(value, place.service, listedIds) : value;

export const referredIdsView: FieldView = (value, name, place, { referredIds }) => {
  const isReference = references.has(name) || (name === "user_id" && place.operation === "listUsers");
  return isReference ? formed(value, place.service, referredIds) : value;
};

/** What is no id of SCP's form stays as it is. */
function formed(value: unknown, service: string, form: Form): unknown {
  const [, prefix = "", digits = ""] = /^(DIA-)?([0-9a-f]{32})$/i.exec(String(value)) ?? [];
  if (digits === "") return value;
  switch (form) {
    case "same":
      return value;
    case "otherCase":
      return digits === digits.toLowerCase() ? `${prefix}${digits.toUpperCase()}` : `${prefix}${digits}`.toLowerCase();
    case "dashes":
      return `${prefix}${digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
    case "srn":
      return `srn:s::1234567890:kr-west1::${service}:object/${prefix}${digits}`;
  }
}

/** An id of a request, which may have any of these forms but an SRN, as it is stored. */
export function storedId(text: string): string {
  const [, prefix = "", ...groups] =
    /^(DIA-)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i.exec(text) ?? [];
  if (groups.length === 0) return text;
  const digits = groups.join("");
  return prefix === "" ? digits.toLowerCase() : `DIA-${digits.toUpperCase()}`;
}
