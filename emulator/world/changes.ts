import { z } from "zod";
import { switches, switchNames, type SwitchChanges } from "./switches";

/** What a request or a file says of switches: all of it is right, or none of it counts. */
export const worldDocument: z.ZodType<SwitchChanges> = z.strictObject(
  Object.fromEntries(switchNames.map((name) => [name, switches[name].schema.nullable().optional()])),
  { error: ({ code, keys }) => (code === "unrecognized_keys" ? unknownNames(keys) : undefined) },
);

function unknownNames(names: readonly string[]): string {
  return `unknown: ${names.join(", ")}; known are ${switchNames.join(", ")}`;
}
