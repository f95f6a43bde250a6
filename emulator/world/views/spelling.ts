import type { SwitchValues } from "../switches";
import type { FieldView } from "./field-view";

/** Fields whose value is one word of a fixed list, by service. */
const enumFields: Readonly<Record<string, readonly string[]>> = {
  configinspection: ["csp_type", "plan_type", "diagnosis_check_type"],
  kms: ["key_type"],
};

export const enumView: FieldView = (value, name, { service }, { enumSpelling }) => {
  if (typeof value !== "string" || !enumFields[service]?.includes(name)) return value;
  switch (enumSpelling) {
    case "reference":
      return value;
    case "lower":
      return value.toLowerCase();
    case "upper":
      return value.toUpperCase();
    case "mixed":
      return value.charAt(0).toUpperCase() + value.slice(1).toLowerCase();
  }
};

/** In Config Inspection only runs have states. */
const statefulServices: ReadonlySet<string> = new Set(["kms", "secretsmanager", "secretvault", "certificatemanager"]);

export const stateView: FieldView = (value, name, { service }, { stateSpelling }) => {
  const isState = name === "state" || name === "vaultkey_state";
  return isState && typeof value === "string" && statefulServices.has(service) ? spelt(value, stateSpelling) : value;
};

function spelt(state: string, spelling: SwitchValues["stateSpelling"]): string {
  switch (spelling) {
    case "reference":
      return state;
    case "upper":
      return state.toUpperCase();
    case "lower":
      return state.toLowerCase();
    case "spaced":
      return state.replaceAll("_", " ");
    case "unknown":
      return state.replaceAll(/[^_]+/g, "X_$&");
  }
}
