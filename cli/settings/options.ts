import type { Command } from "commander";

import type { Configuration } from "../../provider/settings/reading/source";
import { stackConfiguration } from "../pulumi/stack-configuration";
import { showSources } from "./show-sources";

/** Where a command takes its settings from, and whether it says so. */
export interface SettingsOptions {
  readonly stack?: string;
  readonly verbose?: true;
}

/** Adds the options that say where the settings come from. */
export function withSettingsOptions(command: Command): Command {
  return withStackOption(command).option("--verbose", "say where each setting comes from, never its value");
}

export function withStackOption(command: Command): Command {
  return command.option(
    "--stack <name>",
    "take the settings from the configuration of this stack; without it, from the environment and files",
  );
}

/** The configuration of the chosen stack. With --verbose, each setting's source goes to the error stream. */
export async function chosenConfiguration({ stack, verbose }: SettingsOptions): Promise<Configuration> {
  const configuration = await stackConfiguration(stack);
  if (verbose === true) showSources(configuration, stack);
  return configuration;
}
