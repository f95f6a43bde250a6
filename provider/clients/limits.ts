import { wholeNumber } from "./setting-values";
import { configurationLayer, findSetting, type Found, type SettingsSource } from "./settings";

/** How requests are sent, to whichever cloud. */
export interface Limits {
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxConcurrency: number;
}

/** Reads the limits, which only the configuration sets. */
export function readLimits(source: SettingsSource): Limits {
  const layers = [source.configured, source.inherited].map((look) => configurationLayer("scp", look));
  const setting = (name: string): Found | undefined => findSetting(layers, name);
  return {
    timeoutMs: 1000 * wholeNumber(setting("timeoutSeconds"), 1, 600, 60),
    maxRetries: wholeNumber(setting("maxRetries"), 0, 20, 8),
    maxConcurrency: wholeNumber(setting("maxConcurrency"), 1, 64, 16),
  };
}
