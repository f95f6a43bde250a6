import { join } from "node:path";

import type * as yaml from "yaml";
import { z } from "zod";

import { SettingsError } from "../errors";
import { settings } from "../table";
import { readSettingsFile } from "./files";
import type { Found } from "./source";
import { isLoopback, serviceUrl } from "./values";

/** What cfctl, SpaceONE's command line tool, is set to: a console and a token that belong together (SPO 6). */
export interface CfctlEnvironment {
  readonly console: { readonly url: URL; readonly source: string };
  readonly token: Found;
}

const endpointKey = settings.spaceone.endpoint.files.cfctl;
const tokenKey = settings.spaceone.token.files.cfctl;

const settingFile = z.object({
  environment: z.string().min(1),
  environments: z.record(
    z.string(),
    z.object({ [endpointKey]: z.string().optional(), [tokenKey]: z.string().nullish() }),
  ),
});

/** Reads cfctl's current environment; undefined where it was never set up. */
export function readCfctl(home: string): CfctlEnvironment | undefined {
  const file = join(home, ".cfctl", "setting.yaml");
  const content = readSettingsFile(file);
  if (content === undefined) return undefined;
  const parsed = settingFile.safeParse(parseYaml(file, content));
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new SettingsError(`the file ${file} is not as cfctl writes it (${where})`);
  }
  const { environment, environments } = parsed.data;
  // cfctl does not tell upper from lower case in names.
  const [, values] =
    Object.entries(environments).find(([name]) => name.toLowerCase() === environment.toLowerCase()) ?? [];
  if (values === undefined) throw new SettingsError(`the file ${file} has no environment ${environment}`);
  const what = `environment ${environment} of the file ${file}`;
  const endpoint = values[endpointKey];
  if (endpoint === undefined || endpoint === "") throw new SettingsError(`${what} has no ${endpointKey}`);
  const token = environment.endsWith("-user") ? userToken(home, environment) : appToken(values[tokenKey], what);
  const source = `${endpointKey} in ${what}`;
  return { console: { url: consoleUrl({ value: endpoint, source }), source }, token };
}

/** Loads the parser for cfctl's file alone: few have one. */
function parseYaml(file: string, content: string): unknown {
  const { parse } = require("yaml") as typeof yaml;
  try {
    return parse(content, { schema: "failsafe", logLevel: "error" });
  } catch {
    throw new SettingsError(`the file ${file} is not YAML`);
  }
}

/** The session of a user, which lasts for half an hour. */
function userToken(home: string, environment: string): Found {
  const file = join(home, ".cfctl", "cache", environment, "access_token");
  const value = readSettingsFile(file)?.trim() ?? "";
  if (value === "") throw new SettingsError(`the file ${file} has no token: run cfctl login`);
  return { value, source: `the file ${file}` };
}

function appToken(token: string | null | undefined, what: string): Found {
  if (token === undefined || token === null || token === "" || token === "no_token") {
    throw new SettingsError(`${what} has no token: write an app's client secret there, or set spaceone:token`);
  }
  return { value: token, source: `${tokenKey} in ${what}` };
}

/** cfctl takes the console's address with or without a scheme, and speaks https with it anyway. */
function consoleUrl({ value, source }: Found): URL {
  if (/^grpc(\+ssl)?:/.test(value)) {
    throw new SettingsError(
      `${source} is of gRPC, which cannot be used here: set spaceone:endpoint to the REST address`,
    );
  }
  const url = serviceUrl({
    value: value.includes("://") ? value.replace(/^http:/, "https:") : `https://${value}`,
    source,
  });
  if (isLoopback(url.hostname) && value.startsWith("http:")) url.protocol = "http:";
  return url;
}
