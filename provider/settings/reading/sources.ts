import { SettingsError } from "../errors";
import { settingsOf, type Cloud } from "../table";
import { readCfctl } from "./cfctl";
import { findSetting, type SettingsLayer } from "./layers";
import { credentialsLayer } from "./scp-credentials";
import { scpLayers } from "./scp-layers";
import type { SettingsSource } from "./source";
import { spaceoneLayers } from "./spaceone-settings";

/** A setting that has a value, and where that stands. Never the value. */
export interface SourcedSetting {
  /** `scp:region` */
  readonly key: string;
  readonly source: string;
}

/** Where the settings of a cloud come from. */
export interface SettingsSources {
  readonly settings: readonly SourcedSetting[];
  /** What is wrong with the places that were looked in. */
  readonly problems: readonly string[];
}

/** Looks for all settings of a cloud as its connection would. A place that cannot be read does not hide the others. */
export function settingsSources(cloud: Cloud, source: SettingsSource): SettingsSources {
  const problems = new Set<string>();
  const tried = <T>(look: () => T): T | undefined => {
    try {
      return look();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.add(error.message);
      return undefined;
    }
  };
  const sourceOf = tried(() => (cloud === "scp" ? scpSources(source) : spaceoneSources(source))) ?? (() => undefined);
  const settings = Object.keys(settingsOf(cloud)).flatMap((name) => {
    const found = tried(() => sourceOf(name));
    return found === undefined ? [] : [{ key: `${cloud}:${name}`, source: found }];
  });
  return { settings, problems: [...problems] };
}

type SourceOf = (name: string) => string | undefined;

function scpSources(source: SettingsSource): SourceOf {
  const layers = scpLayers(source);
  const credentials = (): readonly SettingsLayer[] => [credentialsLayer(layers)].filter((layer) => layer !== undefined);
  return (name) => findSetting(settingsOf("scp")[name]?.role === "credential" ? credentials() : layers, name)?.source;
}

/** Both come from cfctl, or none. */
function spaceoneSources(source: SettingsSource): SourceOf {
  const layers = spaceoneLayers(source);
  const isSet = ["endpoint", "token"].some((name) => findSetting(layers, name) !== undefined);
  const cfctl = isSet || source.explicit ? undefined : readCfctl(source.home);
  if (cfctl === undefined) return (name) => findSetting(layers, name)?.source;
  return (name) => (name === "token" ? cfctl.token.source : cfctl.console.source);
}
