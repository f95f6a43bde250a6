import { join } from "node:path";

import { SettingsError } from "../errors";
import { settingsOf } from "../table";
import { once, readSettingsFile } from "./files";
import type { SettingsLayer } from "./layers";
import type { Found } from "./source";

/** The files of SCP's own tools below the home folder (SCP 2): two of the Terraform provider, one of the command line. */
const paths = {
  credentials: [".scpconf", "credentials.json"],
  config: [".scpconf", "config.json"],
  commandLine: ["scp", "cli-config.json"],
} as const;

type ScpFile = keyof typeof paths;

/** What a setting is called in a file; undefined where the file cannot have it. */
function keyIn(file: ScpFile, name: string): string | undefined {
  return settingsOf("scp")[name]?.files?.[file];
}

type JsonObject = Readonly<Record<string, unknown>>;

/** What the files of other tools say outside of profiles, one layer for each file. */
export function fileLayers(home: string): readonly SettingsLayer[] {
  return (["credentials", "config", "commandLine"] as const).map((file) => {
    const path = join(home, ...paths[file]);
    const content = once(() => readObject(path));
    return {
      called: (name) => keyIn(file, name) ?? name,
      find: (name) => textOf(content, keyIn(file, name), `the file ${path}`),
    };
  });
}

/**
 * A section of the Terraform provider's files: an object under the profile's name, with the same keys as the file has
 * outside. The credentials have to have it; the place may.
 */
export function profileLayer(home: string, profile: Found): SettingsLayer {
  const sectionOf = (file: ScpFile): Section => {
    const path = join(home, ...paths[file]);
    return { path, what: `profile ${profile.value} of the file ${path}` };
  };
  const credentials = sectionOf("credentials");
  const config = sectionOf("config");
  // A profile that is not there is an error, whatever is looked up.
  const inCredentials = once(() => readSection(credentials, profile) ?? unknownProfile(credentials.path, profile));
  const inConfig = once(() => readSection(config, profile));
  return {
    holdsCredentials: credentials.what,
    called: (name) => keyIn("credentials", name) ?? keyIn("config", name) ?? name,
    find: (name) => {
      inCredentials();
      return (
        textOf(inCredentials, keyIn("credentials", name), credentials.what) ??
        textOf(inConfig, keyIn("config", name), config.what)
      );
    },
  };
}

interface Section {
  readonly path: string;
  readonly what: string;
}

function readSection({ path, what }: Section, profile: Found): JsonObject | undefined {
  const content = readObject(path);
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

/**
 * A text of a file that is read only if the setting has a name there. Other tools write the keys of the same files with
 * underscores (SCP 2).
 */
function textOf(read: () => JsonObject | undefined, key: string | undefined, what: string): Found | undefined {
  const content = key === undefined ? undefined : read();
  if (content === undefined || key === undefined) return undefined;
  const [written, another] = [key, key.replaceAll("-", "_")].filter((spelling) => hasValue(content, spelling));
  if (written === undefined) return undefined;
  if (another !== undefined && another !== written && content[another] !== content[written]) {
    throw new SettingsError(`${what} has different values for ${written} and ${another}`);
  }
  const value = content[written];
  if (typeof value !== "string") throw new SettingsError(`${what} must have a text for ${written}`);
  return { value, source: `${written} in ${what}` };
}

function hasValue(content: JsonObject, key: string): boolean {
  return Object.hasOwn(content, key) && content[key] !== null && content[key] !== "";
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
