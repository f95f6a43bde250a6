import { z } from "zod";

import type { Configuration } from "../../provider/settings/reading/source";
import { UserError } from "../user-error";
import { pulumi } from "./run";

const configurationReply = z.record(
  z.string(),
  z.object({ value: z.string().optional(), secret: z.boolean().optional() }),
);

/** The configuration of a stack, secrets included. */
export interface StackConfiguration extends Configuration {
  /** The keys of the values that stand in plain text. */
  readonly plainKeys: readonly string[];
}

/** None without a stack: then the environment and files have the settings. */
export async function stackConfiguration(stack: string | undefined): Promise<StackConfiguration> {
  if (stack === undefined) return noConfiguration;
  const text = await pulumi("config", "--json", "--show-secrets", "--stack", stack);
  const values = new Map(Object.entries(parse(text)));
  const plainKeys = [...values].flatMap(([key, { secret }]) => (secret === true ? [] : [key]));
  return { get: (key) => values.get(key)?.value, plainKeys };
}

export const noConfiguration: StackConfiguration = { get: () => undefined, plainKeys: [] };

function parse(text: string): z.infer<typeof configurationReply> {
  try {
    return configurationReply.parse(JSON.parse(text));
  } catch {
    throw new UserError("pulumi config --json has printed something that is not understood");
  }
}
