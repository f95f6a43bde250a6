import { readFileSync } from "node:fs";
import { join } from "node:path";

import { SettingsError } from "../http/errors";

/** Settings that a file of another tool holds, under this package's names. */
export interface SettingsFile {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The files that SCP's own tools keep below the home folder, and what their keys are called here (SCP 2). */
const known: readonly { readonly path: readonly string[]; readonly names: Readonly<Record<string, string>> }[] = [
  {
    path: [".scpconf", "credentials.json"],
    names: { "access-key": "accessKey", "secret-key": "secretKey" },
  },
  {
    path: [".scpconf", "config.json"],
    names: {
      "auth-url": "authUrl",
      "endpoint-override": "endpoint",
      "account-id": "accountId",
      "default-region": "region",
    },
  },
  {
    path: ["scp", "cli-config.json"],
    names: {
      access_key: "accessKey",
      access_secret_key: "secretKey",
      auth_url: "authUrl",
      default_scp_region: "region",
    },
  },
];

/** Reads the files that are there. One that is not what its tool writes is an error, not a missing file. */
export function readSettingsFiles(home: string): readonly SettingsFile[] {
  return known.flatMap(({ path, names }) => {
    const file = join(home, ...path);
    const content = readIfThere(file);
    return content === undefined ? [] : [{ path: file, values: valuesOf(file, content, names) }];
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new SettingsError(`the file ${file} cannot be read (${code ?? "unknown error"})`);
  }
}

function valuesOf(file: string, content: string, names: Readonly<Record<string, string>>): Record<string, string> {
  const problem = (what: string): SettingsError => new SettingsError(`the file ${file} ${what}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    throw problem("is not JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw problem("must be a JSON object");
  const entries = Object.entries(parsed).filter(([key, value]) => key in names && value !== null && value !== "");
  const wrong = entries.find(([, value]) => typeof value !== "string");
  if (wrong !== undefined) throw problem(`must have a text for ${wrong[0]}`);
  return Object.fromEntries(entries.map(([key, value]) => [names[key] ?? key, value as string]));
}
