import { z } from "zod";

import type { Configuration } from "../../provider/settings/reading/source";
import { UserError } from "../user-error";
import { pulumi } from "./run";

const configurationReply = z.record(z.string(), z.object({ value: z.string().optional() }));

/** The configuration of a stack, secrets included; none without a stack: then the environment and files have the settings. */
export async function stackConfiguration(stack: string | undefined): Promise<Configuration> {
  if (stack === undefined) return { get: () => undefined };
  const text = await pulumi("config", "--json", "--show-secrets", "--stack", stack);
  const values = new Map(Object.entries(parse(text)));
  return { get: (key) => values.get(key)?.value };
}

function parse(text: string): z.infer<typeof configurationReply> {
  try {
    return configurationReply.parse(JSON.parse(text));
  } catch {
    throw new UserError("pulumi config --json has printed something that is not understood");
  }
}
