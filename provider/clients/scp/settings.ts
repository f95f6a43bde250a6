import { createHash } from "node:crypto";

import { SettingsError } from "../http/errors";
import { findSetting, serviceUrl, stringMap, wholeNumber, type Found, type SettingsSource } from "../settings";

/** Everything that is needed to call SCP's services for one account. */
export interface ScpSettings {
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
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxConcurrency: number;
}

/** The environments and the regions that each has (SCP 2). */
const regionsOf: Readonly<Record<string, readonly string[]>> = {
  s: ["kr-west1", "kr-east1"],
  g: ["kr-south1", "kr-south2", "kr-south3"],
  e: ["kr-west1", "kr-east1"],
};

/** Collects the settings from their sources. Throws SettingsError that names the source of what is wrong. */
export function readScpSettings(source: SettingsSource): ScpSettings {
  const { accessKey, secretKey } = readKeys(source);
  const setting = (name: string, ...variables: string[]): Found | undefined =>
    findSetting(source, `scp:${name}`, variables);
  const environment = setting("environment", "SCP_ENVIRONMENT");
  if (environment !== undefined && regionsOf[environment.value] === undefined) {
    throw new SettingsError(`${environment.source} must be one of s, g and e`);
  }
  const region = setting("region", "SCP_REGION", "SCP_TF_DEFAULT_REGION");
  if (region !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region.value)) {
    throw new SettingsError(`${region.source} must be a region's name, for example kr-west1`);
  }
  const endpoint = setting("endpoint", "SCP_ENDPOINT", "SCP_TF_ENDPOINT_OVERRIDE");
  const endpoints = setting("endpoints");
  const authUrl = setting("authUrl", "SCP_AUTH_URL", "SCP_TF_AUTH_URL");
  return {
    accessKey,
    secretKey,
    environment: environment?.value,
    region: region?.value,
    accountId: setting("accountId", "SCP_ACCOUNT_ID", "SCP_TF_ACCOUNT_ID")?.value,
    authUrl: authUrl === undefined ? undefined : serviceUrl(authUrl),
    endpoint: endpoint === undefined ? undefined : serviceUrl(endpoint),
    endpoints: Object.fromEntries(
      Object.entries(stringMap(endpoints)).map(([service, value]) => [
        service,
        serviceUrl({ value, source: `${endpoints?.source ?? ""}, service ${service},` }),
      ]),
    ),
    apiVersions: stringMap(setting("apiVersions")),
    timeoutMs: 1000 * wholeNumber(setting("timeoutSeconds"), 1, 600, 60),
    maxRetries: wholeNumber(setting("maxRetries"), 0, 20, 8),
    maxConcurrency: wholeNumber(setting("maxConcurrency"), 1, 64, 16),
  };
}

/** Base URL that the settings name for a service, without a slash at its end; undefined where the catalogue knows. */
export function endpointOf(service: string, settings: ScpSettings): string | undefined {
  const given = settings.endpoints[service] ?? settings.endpoint;
  if (given !== undefined) return given.href.replace(/\/+$/, "");
  return settings.authUrl === undefined ? publicHost(service, settings) : undefined;
}

function publicHost(service: string, settings: ScpSettings): string {
  const { environment, region } = settings;
  const missing = [environment === undefined ? "scp:environment" : "", region === undefined ? "scp:region" : ""];
  if (environment === undefined || region === undefined) {
    const names = missing.filter((name) => name !== "").join(" and ");
    throw new SettingsError(
      `set ${names} (pulumi config set ${names.split(" ")[0] ?? ""} ...), or scp:authUrl, or scp:endpoint`,
    );
  }
  const regions = regionsOf[environment] ?? [];
  if (!regions.includes(region)) {
    throw new SettingsError(
      `scp:region ${region} is not in environment ${environment}: its regions are ${regions.join(", ")}`,
    );
  }
  return `https://${service}.${region}.${environment}.samsungsdscloud.com`;
}

/** A short digest that tells access keys apart and gives none away. */
export function accessKeyHash(accessKey: string): string {
  return createHash("sha256").update(accessKey, "utf8").digest("hex").slice(0, 8);
}

/** Both keys come from one source: half a pair is an error, never completed from somewhere else. */
function readKeys(source: SettingsSource): { accessKey: string; secretKey: string } {
  const pairs = [
    { keys: ["scp:accessKey", "scp:secretKey"], look: source.config, what: "configuration" },
    ...[
      ["SCP_ACCESS_KEY", "SCP_SECRET_KEY"],
      ["SCP_TF_ACCESS_KEY", "SCP_TF_SECRET_KEY"],
    ].map((keys) => ({ keys, look: (name: string) => source.env[name], what: "environment variable" })),
  ];
  for (const { keys, look, what } of pairs) {
    const [accessName = "", secretName = ""] = keys;
    const accessKey = look(accessName) ?? "";
    const secretKey = look(secretName) ?? "";
    if (accessKey !== "" && secretKey !== "") {
      rejectUnprintable(accessKey, `${what} ${accessName}`);
      rejectUnprintable(secretKey, `${what} ${secretName}`);
      return { accessKey, secretKey };
    }
    if (accessKey !== "" || secretKey !== "") {
      const [present, absent] = accessKey === "" ? [secretName, accessName] : [accessName, secretName];
      throw new SettingsError(`${what} ${present} is set, but ${absent} is not: both keys must come from one source`);
    }
  }
  const file = source.files().find(({ values }) => (values["accessKey"] ?? values["secretKey"]) !== undefined);
  if (file !== undefined) {
    const { accessKey, secretKey } = file.values;
    if (accessKey === undefined || secretKey === undefined) {
      throw new SettingsError(
        `the file ${file.path} has only one of the two keys: both keys must come from one source`,
      );
    }
    rejectUnprintable(accessKey, `the access key in the file ${file.path}`);
    rejectUnprintable(secretKey, `the secret key in the file ${file.path}`);
    return { accessKey, secretKey };
  }
  throw new SettingsError(
    "no SCP credentials: set scp:accessKey and scp:secretKey (pulumi config set --secret scp:secretKey ...), " +
      "or the environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY, or the file ~/.scpconf/credentials.json",
  );
}

/** A line end or a space that came along with a copied key would only show as a bad signature. */
function rejectUnprintable(value: string, source: string): void {
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new SettingsError(`${source} has a space, a line end or another character that no key has`);
  }
}
