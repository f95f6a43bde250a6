import { namesOf } from "../table";
import { configurationLayer, environmentLayer, type SettingsLayer } from "./layers";
import { fileLayers, profileLayer } from "./scp-files";
import type { SettingsSource } from "./source";

/**
 * Where settings of SCP come from, the first wins. A profile stands right behind what names it: a stack that names one is
 * not led elsewhere by a variable.
 */
export function scpLayers(source: SettingsSource): readonly SettingsLayer[] {
  const configuration = configurationLayer("scp", source.configured);
  const named = [configuration, ...profileOf(configuration, source.home)];
  if (source.explicit) {
    const inherited = configurationLayer("scp", source.inherited);
    return [...named, inherited, ...profileOf(inherited, source.home).map(withoutAddresses)];
  }
  const variables = environmentLayer("scp", source.env);
  return [
    ...named,
    variables,
    ...profileOf(variables, source.home),
    environmentLayer("scp", source.env, "terraformVariable"),
    ...fileLayers(source.home),
  ];
}

function profileOf(layer: SettingsLayer, home: string): readonly SettingsLayer[] {
  const profile = layer.find("profile");
  return profile === undefined ? [] : [profileLayer(home, profile)];
}

/** Of a profile that was named for another place, its addresses do not count. */
function withoutAddresses(layer: SettingsLayer): SettingsLayer {
  const addresses = namesOf("scp", "address", "catalogue");
  return { ...layer, find: (name) => (addresses.includes(name) ? undefined : layer.find(name)) };
}
