import { settings } from "../table";
import { configurationLayer, findSetting } from "./layers";
import type { SettingsSource } from "./source";
import { wholeNumber } from "./values";

/** How requests are sent, to whichever cloud. */
export interface Limits {
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxConcurrency: number;
}

/** Reads the limits, which only the configuration sets. */
export function readLimits(source: SettingsSource): Limits {
  const layers = [source.configured, source.inherited].map((look) => configurationLayer("scp", look));
  const limit = (name: "timeoutSeconds" | "maxRetries" | "maxConcurrency"): number =>
    wholeNumber(findSetting(layers, name), settings.scp[name]);
  return {
    timeoutMs: 1000 * limit("timeoutSeconds"),
    maxRetries: limit("maxRetries"),
    maxConcurrency: limit("maxConcurrency"),
  };
}
