import { configurationLayer, environmentLayer, type SettingsLayer, type SettingsSource } from "../settings";
import { fileLayers, profileLayer } from "./settings-files";

const ownVariables = {
  accessKey: "SCP_ACCESS_KEY",
  secretKey: "SCP_SECRET_KEY",
  environment: "SCP_ENVIRONMENT",
  region: "SCP_REGION",
  accountId: "SCP_ACCOUNT_ID",
  authUrl: "SCP_AUTH_URL",
  endpoint: "SCP_ENDPOINT",
  profile: "SCP_PROFILE",
};

/** Those of SCP's Terraform provider. */
const terraformVariables = {
  accessKey: "SCP_TF_ACCESS_KEY",
  secretKey: "SCP_TF_SECRET_KEY",
  region: "SCP_TF_DEFAULT_REGION",
  accountId: "SCP_TF_ACCOUNT_ID",
  authUrl: "SCP_TF_AUTH_URL",
  endpoint: "SCP_TF_ENDPOINT_OVERRIDE",
};

/**
 * Where settings of SCP come from, the first wins. A profile stands right behind what names it: a stack that names one is
 * not led elsewhere by a variable.
 */
export function scpLayers(source: SettingsSource): readonly SettingsLayer[] {
  const configuration = configurationLayer("scp", source.configured);
  const named = [configuration, ...profileOf(configuration, source.home)];
  if (source.explicit) {
    const inherited = configurationLayer("scp", source.inherited);
    return [...named, inherited, ...profileOf(inherited, source.home).map(withoutPlace)];
  }
  const variables = environmentLayer(source.env, ownVariables);
  return [
    ...named,
    variables,
    ...profileOf(variables, source.home),
    environmentLayer(source.env, terraformVariables),
    ...fileLayers(source.home),
  ];
}

function profileOf(layer: SettingsLayer, home: string): readonly SettingsLayer[] {
  const profile = layer.find("profile");
  return profile === undefined ? [] : [profileLayer(home, profile)];
}

/** Of a profile that was named for another place, its addresses do not count. */
function withoutPlace(layer: SettingsLayer): SettingsLayer {
  const ofPlace = ["authUrl", "endpoint", "endpoints"];
  return { ...layer, find: (name) => (ofPlace.includes(name) ? undefined : layer.find(name)) };
}
