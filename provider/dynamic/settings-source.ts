import { homedir } from "node:os";

import type { dynamic } from "@pulumi/pulumi";

import { SettingsError } from "../clients/http/errors";
import type { Found, SettingsSource } from "../clients/settings";
import { explicitInput, inheritedInput } from "../settings/provider-inputs";

/**
 * Where the plugin process finds its settings: the stack's configuration, the environment and files, or, for an explicit
 * provider, its own inputs and what they name.
 */
export function settingsSource(config: dynamic.Config, env: NodeJS.ProcessEnv, home = homedir()): SettingsSource {
  const inherited = config.get(inheritedInput)?.split(",") ?? [];
  const look = (key: string): Found | undefined => {
    const value = config.get(key);
    return value === undefined ? undefined : { value, source: `configuration ${key}` };
  };
  return {
    configured: (key) =>
      inherited.includes(key) ? undefined : (look(key) ?? named(config.get(`${key}Env`), key, env)),
    inherited: (key) => (inherited.includes(key) ? look(key) : undefined),
    explicit: config.get(explicitInput) === "true",
    env,
    home,
  };
}

function named(variable: string | undefined, key: string, env: NodeJS.ProcessEnv): Found | undefined {
  if (variable === undefined) return undefined;
  const value = env[variable];
  if (value !== undefined && value !== "") return { value, source: `environment variable ${variable}` };
  throw new SettingsError(`the environment variable ${variable}, which ${key}Env names, is not set`);
}
