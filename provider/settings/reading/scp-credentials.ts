import { SettingsError } from "../errors";
import type { SettingsLayer } from "./layers";
import { printable } from "./values";

interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

const keys = ["accessKey", "secretKey"] as const;

/** Where the keys come from: the first layer that has one of them, or was named for them. */
export function credentialsLayer(layers: readonly SettingsLayer[]): SettingsLayer | undefined {
  return layers.find(
    (layer) => layer.holdsCredentials !== undefined || keys.some((name) => layer.find(name) !== undefined),
  );
}

/** Both keys come from one source: half a pair is an error, never completed from somewhere else. */
export function readCredentials(layers: readonly SettingsLayer[], explicit: boolean): Credentials {
  const layer = credentialsLayer(layers);
  if (layer === undefined) throw new SettingsError(`no SCP credentials: ${explicit ? forProvider : forStack}`, true);
  const [accessKey, secretKey] = keys.map(layer.find);
  if (accessKey !== undefined && secretKey !== undefined) {
    return { accessKey: printable(accessKey), secretKey: printable(secretKey) };
  }
  const present = accessKey ?? secretKey;
  if (present === undefined) {
    throw new SettingsError(`${layer.holdsCredentials ?? ""} lacks ${keys.map(layer.called).join(" and ")}`);
  }
  const absent = layer.called(accessKey === undefined ? "accessKey" : "secretKey");
  throw new SettingsError(
    `${present.source} is set, but ${absent} is not: both keys must come from one source, so set both there or none`,
  );
}

const forStack =
  "set scp:accessKey and scp:secretKey (pulumi config set --secret scp:secretKey ...), " +
  "or the environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY, or the file ~/.scpconf/credentials.json";

const forProvider =
  "this ScpProvider has none and reads no variables or files but those that it names; give it scp: { accessKey, secretKey }, " +
  "or { accessKeyEnv, secretKeyEnv } with names of environment variables, or { profile } with a section of " +
  "~/.scpconf/credentials.json, or set scp:accessKey and scp:secretKey in the stack's configuration";
