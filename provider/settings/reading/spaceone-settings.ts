import { SettingsError } from "../errors";
import { settings } from "../table";
import { readCfctl } from "./cfctl";
import { configurationLayer, environmentLayer, findSetting, type SettingsLayer } from "./layers";
import { readLimits, type Limits } from "./limits";
import type { Found, SettingsSource } from "./source";
import { printable, serviceUrl } from "./values";

/** Everything that is needed to call SpaceONE's services for one tenant. */
export interface SpaceoneSettings extends Limits {
  /** Base of the REST API, or the console that knows it. */
  readonly endpoint: { readonly api: URL } | { readonly console: URL };
  readonly token: Found;
}

/** Where settings of SpaceONE come from before cfctl is asked, the first wins. */
export function spaceoneLayers(source: SettingsSource): readonly SettingsLayer[] {
  const variables = source.explicit ? [] : [environmentLayer("spaceone", source.env)];
  return [configurationLayer("spaceone", source.configured), ...variables];
}

/** Collects the settings from their sources. Throws SettingsError that names the source of what is wrong. */
export function readSpaceoneSettings(source: SettingsSource): SpaceoneSettings {
  const layers = spaceoneLayers(source);
  const endpoint = findSetting(layers, "endpoint");
  const token = findSetting(layers, "token");
  const limits = readLimits(source);
  if (endpoint !== undefined && token !== undefined) {
    printable(token);
    return { ...limits, endpoint: { api: serviceUrl(withoutGrpc(endpoint)) }, token };
  }
  if (endpoint !== undefined || token !== undefined) throw half(endpoint, token, source.explicit);
  // Both or none: a token of cfctl's is not sent to another endpoint.
  const cfctl = source.explicit ? undefined : readCfctl(source.home);
  if (cfctl === undefined) {
    throw new SettingsError(`no SpaceONE credentials: ${source.explicit ? forProvider : forStack}`, true);
  }
  printable(cfctl.token);
  return { ...limits, endpoint: { console: cfctl.console.url }, token: cfctl.token };
}

function withoutGrpc(endpoint: Found): Found {
  if (!/^grpc(\+ssl)?:/.test(endpoint.value)) return endpoint;
  throw new SettingsError(`${endpoint.source} is an address of gRPC: give the address of the REST API, https://...`);
}

function half(endpoint: Found | undefined, token: Found | undefined, explicit: boolean): SettingsError {
  const present = (endpoint ?? token)?.source ?? "";
  const name = endpoint === undefined ? "endpoint" : "token";
  const option = name === "token" ? "token or tokenEnv" : name;
  const remedy = explicit
    ? `give this ScpProvider spaceone: { ${option} }`
    : `set spaceone:${name} or the environment variable ${settings.spaceone[name].variable}`;
  return new SettingsError(`${present} is set, but no SpaceONE ${name}: ${remedy}`);
}

const forStack =
  "set spaceone:endpoint and spaceone:token (pulumi config set --secret spaceone:token ...), " +
  "or the environment variables SPACEONE_ENDPOINT and SPACEONE_TOKEN, or set cfctl up (~/.cfctl/setting.yaml)";

const forProvider =
  "this ScpProvider has none and reads no variables or files but those that it names; give it spaceone: { endpoint, token }, " +
  "or { endpoint, tokenEnv } with the name of an environment variable, or set spaceone:endpoint and spaceone:token in the " +
  "stack's configuration";
