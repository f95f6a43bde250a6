import { settingsOf, type Cloud } from "../table";
import type { Found, SettingsSource } from "./source";

/** One of the places that settings of a cloud are looked for in. Looks nowhere before it is asked. */
export interface SettingsLayer {
  readonly find: (name: string) => Found | undefined;
  /** What a setting is called there, for messages. */
  readonly called: (name: string) => string;
  /** Set where credentials must be in this layer, since it was named for them: what it is, for messages. */
  readonly holdsCredentials?: string;
}

/** A layer of values under keys such as `scp:region`. */
export function configurationLayer(cloud: Cloud, look: (key: string) => Found | undefined): SettingsLayer {
  const called = (name: string): string => `${cloud}:${name}`;
  return { called, find: (name) => nonEmpty(look(called(name))) };
}

/** A layer of environment variables, which the table of settings names in one of its columns. */
export function environmentLayer(
  cloud: Cloud,
  env: SettingsSource["env"],
  column: "variable" | "terraformVariable" = "variable",
): SettingsLayer {
  const variableOf = (name: string): string | undefined => settingsOf(cloud)[name]?.[column];
  return {
    called: (name) => variableOf(name) ?? name,
    find: (name) => {
      const variable = variableOf(name);
      const value = variable === undefined ? undefined : env[variable];
      return value === undefined ? undefined : nonEmpty({ value, source: `environment variable ${variable ?? ""}` });
    },
  };
}

/** The value of the first layer that has one. */
export function findSetting(layers: readonly SettingsLayer[], name: string): Found | undefined {
  for (const layer of layers) {
    const found = layer.find(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nonEmpty(found: Found | undefined): Found | undefined {
  return found?.value === "" ? undefined : found;
}
