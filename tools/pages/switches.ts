import { switches, switchNames } from "../../emulator/world/switches";
import { table } from "./markdown";

/** The table of the emulator's guide: what can be set. */
export function switchesPart(): string {
  const rows = switchNames.map((name) => {
    const { default: value, form, meaning, where } = switches[name];
    return [`\`${name}\``, form, `\`${String(value)}\``, meaning, where];
  });
  return table(["switch", "values", "default", "meaning", "where"], rows);
}

/** The table of docs/limits.md: how sure the defaults are. */
export function switchEvidencePart(): string {
  const rows = switchNames.map((name) => {
    const { default: value, meaning, where, evidence } = switches[name];
    return [meaning, where, `\`${name}\``, String(value), evidence];
  });
  return table(["what may differ", "where", "switch", "default", "how sure that is"], rows);
}
