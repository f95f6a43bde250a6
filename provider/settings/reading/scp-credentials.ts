import { SettingsError } from "../errors";
import type { SettingsLayer } from "./layers";
import { printable } from "./values";

interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Both keys come from one source: half a pair is an error, never completed from somewhere else. */
export function readCredentials(layers: readonly SettingsLayer[], explicit: boolean): Credentials {
  for (const layer of layers) {
    const accessKey = layer.find("accessKey");
    const secretKey = layer.find("secretKey");
    if (accessKey !== undefined && secretKey !== undefined) {
      return { accessKey: printable(accessKey), secretKey: printable(secretKey) };
    }
    const present = accessKey ?? secretKey;
    if (present !== undefined) {
      const absent = layer.called(accessKey === undefined ? "accessKey" : "secretKey");
      throw new SettingsError(`${present.source} is set, but ${absent} is not: both keys must come from one source`);
    }
    if (layer.holdsCredentials !== undefined) {
      const names = ["accessKey", "secretKey"].map(layer.called).join(" and ");
      throw new SettingsError(`${layer.holdsCredentials} lacks ${names}`);
    }
  }
  throw new SettingsError(`no SCP credentials: ${explicit ? forProvider : forStack}`);
}

const forStack =
  "set scp:accessKey and scp:secretKey (pulumi config set --secret scp:secretKey ...), " +
  "or the environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY, or the file ~/.scpconf/credentials.json";

const forProvider =
  "this ScpProvider has none and reads no variables or files but those that it names; give it scp: { accessKey, secretKey }, " +
  "or { accessKeyEnv, secretKeyEnv } with names of environment variables, or { profile } with a section of " +
  "~/.scpconf/credentials.json, or set scp:accessKey and scp:secretKey in the stack's configuration";
