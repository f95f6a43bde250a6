import { SettingsError } from "../errors";
import { findSetting } from "./layers";
import { readLimits, type Limits } from "./limits";
import { readCredentials } from "./scp-credentials";
import { scpLayers } from "./scp-layers";
import { checkApiVersions, checkServices } from "./scp-services";
import type { Found, SettingsSource } from "./source";
import { serviceUrl, stringMap } from "./values";

/** Everything that is needed to call SCP's services for one account. */
export interface ScpSettings extends Limits {
  readonly accessKey: string;
  readonly secretKey: string;
  /** `s`, `g` or `e`. */
  readonly environment: string | undefined;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  /** Where the endpoint catalogue is. */
  readonly authUrl: URL | undefined;
  /** One URL for all services. */
  readonly endpoint: URL | undefined;
  /** URLs of single services; they win over `endpoint`. */
  readonly endpoints: Readonly<Record<string, URL>>;
  /** API versions that differ from the newest of the reference, by service. */
  readonly apiVersions: Readonly<Record<string, string>>;
}

/** The environments and the regions that each has (SCP 2). */
export const regionsOf: Readonly<Record<string, readonly string[]>> = {
  s: ["kr-west1", "kr-east1"],
  g: ["kr-south1", "kr-south2", "kr-south3"],
  e: ["kr-west1", "kr-east1"],
};

/** Collects the settings from their sources. Throws SettingsError that names the source of what is wrong. */
export function readScpSettings(source: SettingsSource): ScpSettings {
  const layers = scpLayers(source);
  const { accessKey, secretKey } = readCredentials(layers, source.explicit);
  const setting = (name: string): Found | undefined => findSetting(layers, name);
  const environment = setting("environment");
  if (environment !== undefined && regionsOf[environment.value] === undefined) {
    throw new SettingsError(`${environment.source} must be one of s, g and e`);
  }
  const region = setting("region");
  if (region !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region.value)) {
    throw new SettingsError(`${region.source} must be a region's name, for example kr-west1`);
  }
  const endpoint = setting("endpoint");
  const authUrl = setting("authUrl");
  return {
    accessKey,
    secretKey,
    environment: environment?.value,
    region: region?.value,
    accountId: setting("accountId")?.value,
    authUrl: authUrl === undefined ? undefined : serviceUrl(authUrl),
    endpoint: endpoint === undefined ? undefined : serviceUrl(endpoint),
    endpoints: readEndpoints(setting("endpoints")),
    apiVersions: readApiVersions(setting("apiVersions")),
    ...readLimits(source),
  };
}

function readEndpoints(found: Found | undefined): Readonly<Record<string, URL>> {
  const urls = stringMap(found);
  const source = found?.source ?? "";
  checkServices(urls, source);
  return Object.fromEntries(
    Object.entries(urls).map(([service, value]) => [
      service,
      serviceUrl({ value, source: `${source}, service ${service},` }),
    ]),
  );
}

function readApiVersions(found: Found | undefined): Readonly<Record<string, string>> {
  const versions = stringMap(found);
  checkApiVersions(versions, found?.source ?? "");
  return versions;
}
