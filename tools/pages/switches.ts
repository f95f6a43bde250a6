import { switches, switchNames } from "../../emulator/assumptions/switches";
import { table } from "./markdown";

/** The table of the emulator's guide: what can be set. */
export function switchesPart(): string {
  const rows = switchNames.map((name) => {
    const { form, meaning, where } = switches[name];
    return [`\`${name}\``, form, meaning, where];
  });
  return table(["switch", "values", "meaning", "where"], rows);
}

/** The table of docs/limits.md: how sure the usual values are. */
export function switchEvidencePart(): string {
  const rows = switchNames.map((name) => {
    const { usual, meaning, where, evidence } = switches[name];
    return [meaning, where, `\`${name}\``, String(usual), evidence];
  });
  return table(["what may differ", "where", "switch", "usual value", "how sure that is"], rows);
}
