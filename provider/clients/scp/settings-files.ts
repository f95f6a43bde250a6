import { join } from "node:path";

import { SettingsError } from "../http/errors";
import type { Found, SettingsLayer } from "../settings";
import { once, readSettingsFile } from "../settings-file";

/** A file of one of SCP's own tools: where it is below the home folder, and what settings are called in it (SCP 2). */
interface KnownFile {
  readonly path: readonly string[];
  readonly names: Readonly<Record<string, string>>;
}

const credentials: KnownFile = {
  path: [".scpconf", "credentials.json"],
  names: { accessKey: "access-key", secretKey: "secret-key" },
};

const config: KnownFile = {
  path: [".scpconf", "config.json"],
  names: {
    authUrl: "auth-url",
    endpoint: "endpoint-override",
    accountId: "account-id",
    region: "default-region",
  },
};

const commandLine: KnownFile = {
  path: ["scp", "cli-config.json"],
  names: {
    accessKey: "access_key",
    secretKey: "access_secret_key",
    authUrl: "auth_url",
    region: "default_scp_region",
  },
};

type JsonObject = Readonly<Record<string, unknown>>;

/** What the files of other tools say outside of profiles, one layer for each file. */
export function fileLayers(home: string): readonly SettingsLayer[] {
  return [credentials, config, commandLine].map(({ path, names }) => {
    const file = join(home, ...path);
    const content = once(() => readObject(file));
    return {
      called: (name) => names[name] ?? name,
      find: (name) => textOf(content, names[name], `the file ${file}`),
    };
  });
}

/**
 * A section of the Terraform provider's files: an object under the profile's name, with the same keys as the file has
 * outside. The credentials have to have it; the place may.
 */
export function profileLayer(home: string, profile: Found): SettingsLayer {
  const [keys, place] = [credentials, config].map(({ path, names }) => {
    const file = join(home, ...path);
    return { names, file, what: `profile ${profile.value} of the file ${file}` };
  }) as [Section, Section];
  const section = {
    // A profile that is not there is an error, whatever is looked up.
    keys: once(() => readSection(keys, profile) ?? unknownProfile(keys.file, profile)),
    place: once(() => readSection(place, profile)),
  };
  return {
    holdsCredentials: keys.what,
    called: (name) => keys.names[name] ?? place.names[name] ?? name,
    find: (name) => {
      section.keys();
      return textOf(section.keys, keys.names[name], keys.what) ?? textOf(section.place, place.names[name], place.what);
    },
  };
}

interface Section {
  readonly names: Readonly<Record<string, string>>;
  readonly file: string;
  readonly what: string;
}

function readSection({ file, what }: Section, profile: Found): JsonObject | undefined {
  const content = readObject(file);
  if (content === undefined || !Object.hasOwn(content, profile.value)) return undefined;
  const section = content[profile.value];
  if (!isObject(section)) throw new SettingsError(`${what} must be a JSON object, with the keys of the file itself`);
  return section;
}

function unknownProfile(file: string, profile: Found): never {
  const known = Object.entries(readObject(file) ?? {}).flatMap(([name, value]) => (isObject(value) ? [name] : []));
  const has = known.length === 0 ? "it has none" : `its profiles are ${known.join(", ")}`;
  throw new SettingsError(`${profile.source} names the profile ${profile.value}, which the file ${file} lacks: ${has}`);
}

function readObject(file: string): JsonObject | undefined {
  const content = readSettingsFile(file);
  if (content === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    throw new SettingsError(`the file ${file} is not JSON`);
  }
  if (!isObject(parsed)) throw new SettingsError(`the file ${file} must be a JSON object`);
  return parsed;
}

/** A text of a file that is read only if the setting has a name there. */
function textOf(read: () => JsonObject | undefined, key: string | undefined, what: string): Found | undefined {
  const content = key === undefined ? undefined : read();
  if (content === undefined || key === undefined || !Object.hasOwn(content, key)) return undefined;
  const value = content[key];
  if (value === null || value === "") return undefined;
  if (typeof value !== "string") throw new SettingsError(`${what} must have a text for ${key}`);
  return { value, source: `${key} in ${what}` };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
