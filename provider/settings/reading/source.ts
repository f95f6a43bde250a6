import { homedir } from "node:os";

import { SettingsError } from "../errors";
import { explicitInput, inheritedInput, variableOf } from "../table";

/** Where a setting's value was found; named in messages. */
export interface Found {
  readonly value: string;
  readonly source: string;
}

/** What this process was given to find its settings in. */
export interface SettingsSource {
  /** Looks up a key such as `scp:region` in the stack's configuration, or in an explicit provider's own inputs. */
  readonly configured: (key: string) => Found | undefined;
  /** What an explicit provider with a profile has from the stack's configuration: the profile comes before it. */
  readonly inherited: (key: string) => Found | undefined;
  /** Whether an explicit provider is served: it reads no variables and no files but those that it names. */
  readonly explicit: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that holds the files of other tools. */
  readonly home: string;
}

/** Configuration values as a plugin process is given them. */
export interface Configuration {
  get(key: string): string | undefined;
}

/**
 * Where a plugin process finds its settings: the stack's configuration, the environment and files, or, for an explicit
 * provider, its own inputs and what they name.
 */
export function settingsSource(
  configuration: Configuration,
  env: SettingsSource["env"],
  home: string = homedir(),
): SettingsSource {
  const inherited = configuration.get(inheritedInput)?.split(",") ?? [];
  const look = (key: string): Found | undefined => {
    const value = configuration.get(key);
    return value === undefined ? undefined : { value, source: `configuration ${key}` };
  };
  return {
    configured: (key) =>
      inherited.includes(key) ? undefined : (look(key) ?? named(configuration.get(variableOf(key)), key, env)),
    inherited: (key) => (inherited.includes(key) ? look(key) : undefined),
    explicit: configuration.get(explicitInput) === "true",
    env,
    home,
  };
}

function named(variable: string | undefined, key: string, env: SettingsSource["env"]): Found | undefined {
  if (variable === undefined) return undefined;
  const value = env[variable];
  if (value !== undefined && value !== "") return { value, source: `environment variable ${variable}` };
  throw new SettingsError(`the environment variable ${variable}, which ${variableOf(key)} names, is not set`);
}
