import { homedir } from "node:os";

import type { dynamic } from "@pulumi/pulumi";

import { SettingsError } from "../clients/http/errors";
import { readSettingsFiles } from "../clients/scp/settings-files";
import type { SettingsSource } from "../clients/settings";

/**
 * Where the plugin process finds its settings: the stack's configuration and the environment, or, for an explicit
 * provider, its own inputs and the variables that they name.
 */
export function settingsSource(config: dynamic.Config, env: NodeJS.ProcessEnv): SettingsSource {
  const explicit = config.get("scp:explicit") === "true";
  return {
    config: (key) => config.get(key) ?? named(config.get(`${key}Env`), key, env),
    env: explicit ? {} : env,
    files: explicit ? () => [] : once(() => readSettingsFiles(homedir())),
  };
}

function once<T>(read: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: read() }).value;
}

function named(variable: string | undefined, key: string, env: NodeJS.ProcessEnv): string | undefined {
  if (variable === undefined) return undefined;
  const value = env[variable];
  if (value !== undefined && value !== "") return value;
  throw new SettingsError(`the environment variable ${variable}, which ${key}Env names, is not set`);
}
