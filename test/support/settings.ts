import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { SettingsSource } from "../../provider/settings/reading/source";

/** Settings of a stack: its configuration, variables, and a home folder that is empty unless one is given. */
export function stackSettings(
  config: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  home = "/nonexistent",
): SettingsSource {
  return {
    configured: (key) => {
      const value = config[key];
      return value === undefined ? undefined : { value, source: `configuration ${key}` };
    },
    inherited: () => undefined,
    explicit: false,
    env,
    home,
  };
}

/** Writes a settings file below a home folder: a text as it is, anything else as JSON. */
export function writeSettings(home: string, path: string, content: unknown): void {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}
