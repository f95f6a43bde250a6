import { z } from "zod";
import { switches, switchNames } from "../assumptions/switches";
import { ok } from "../reply";
import { decodeAdminBody, type AdminCall } from "./call";

const changesRequest = z.strictObject(
  Object.fromEntries(switchNames.map((name) => [name, switches[name].schema.nullable().optional()])),
  { error: ({ code, keys }) => (code === "unrecognized_keys" ? unknownNames(keys) : undefined) },
);

export const showAssumptions: AdminCall = ({ context }) => ok(context.assumptions.current);

/** Changes all switches that the body names, or none of them, and answers the values of all switches. */
export const changeAssumptions: AdminCall = ({ context, body }) => {
  // The schemas of the named switches decide which values are allowed.
  context.assumptions.change(decodeAdminBody(changesRequest, body));
  return ok(context.assumptions.current);
};

function unknownNames(names: readonly string[]): string {
  return `unknown: ${names.join(", ")}; known are ${switchNames.join(", ")}`;
}
