import { newEnvironment } from "../../provider/calls/new-environment";
import { SettingsError } from "../../provider/settings/errors";
import { settingsSource, type Configuration } from "../../provider/settings/reading/source";
import { settingsSources } from "../../provider/settings/reading/sources";
import { readScpSettings, type ScpSettings } from "../../provider/settings/reading/scp-settings";
import { readSpaceoneSettings, type SpaceoneSettings } from "../../provider/settings/reading/spaceone-settings";
import type { Cloud } from "../../provider/settings/table";
import { withProgress } from "../output/progress";
import { sourceText } from "../settings/show-sources";
import type { Check } from "./check";
import { checkPlace } from "./place";
import { probes } from "./probes";
import { askServices, type Answers } from "./services";
import { checkToken } from "./token";

/** What is looked at. */
export interface Asked {
  readonly configuration: Configuration;
  readonly stack: string | undefined;
  /** Services to ask; all without. */
  readonly services?: readonly string[] | undefined;
}

/** The settings and services of both clouds. A stack may use one alone. */
export async function checkClouds(asked: Asked): Promise<readonly Check[]> {
  const scp = await checkCloud("scp", asked);
  const spaceone = await checkCloud("spaceone", asked);
  const checks = [...scp.checks, ...spaceone.checks];
  if (scp.isUsed || spaceone.isUsed) return checks;
  const message = "no credentials were found, of neither cloud";
  const remedy =
    "set scp:accessKey and scp:secretKey, or spaceone:endpoint and spaceone:token: in a stack's configuration, which --stack " +
    "reads, or as environment variables";
  return [...checks, { check: "credentials", status: "wrong", message, remedy }];
}

/** What is known of one cloud: its settings and, where they can be used, its services. */
async function checkCloud(
  cloud: Cloud,
  asked: Asked,
): Promise<{ readonly checks: readonly Check[]; readonly isUsed: boolean }> {
  const { configuration, stack, services } = asked;
  const source = settingsSource(configuration, process.env);
  const { settings, problems } = settingsSources(cloud, source);
  const isNamed = probes.some((probe) => probe.cloud === cloud && services?.includes(probe.service) === true);
  const found = settings.map((setting): Check => ({
    check: setting.key,
    status: "ok",
    message: sourceText(setting, stack),
  }));
  const read = readSettings(cloud, source);
  if ("problem" in read && read.isUnset && problems.length === 0 && !isNamed) {
    const unused: Check = { check: cloud, status: "ok", message: "no credentials, so it is not used" };
    return { checks: [...found, unused], isUsed: false };
  }
  const wrong = new Set([...problems, ...("problem" in read ? [read.problem] : [])]);
  const ofSettings = [...wrong].map((message) => wrongSetting(cloud, message));
  const ofServices = "problem" in read ? [] : await checkServices(read, asked);
  return { checks: [...found, ...ofSettings, ...ofServices], isUsed: true };
}

/** The settings as the connection reads them, or what is wrong with them. */
type Read =
  | { readonly cloud: "scp"; readonly settings: ScpSettings }
  | { readonly cloud: "spaceone"; readonly settings: SpaceoneSettings }
  | { readonly problem: string; readonly isUnset: boolean };

function readSettings(cloud: Cloud, source: ReturnType<typeof settingsSource>): Read {
  try {
    return cloud === "scp"
      ? { cloud, settings: readScpSettings(source) }
      : { cloud, settings: readSpaceoneSettings(source) };
  } catch (error) {
    if (error instanceof SettingsError) return { problem: error.message, isUnset: error.isUnset };
    throw error;
  }
}

async function checkServices(read: Exclude<Read, { problem: string }>, asked: Asked): Promise<readonly Check[]> {
  const { cloud, settings } = read;
  if (cloud === "scp") {
    const { checks, places } = await answersOf(cloud, asked);
    return [...checks, ...(checks.some(({ status }) => status === "ok") ? checkPlace(settings, places) : [])];
  }
  try {
    const token = checkToken(settings, Date.now());
    // Nothing is sent with a token that has expired.
    return [token, ...(token.status === "wrong" ? [] : (await answersOf(cloud, asked)).checks)];
  } catch (error) {
    if (error instanceof SettingsError) return [wrongSetting(cloud, error.message)];
    throw error;
  }
}

function answersOf(cloud: Cloud, { configuration, services }: Asked): Promise<Answers> {
  const chosen = probes.filter(
    (probe) => probe.cloud === cloud && (services === undefined || services.includes(probe.service)),
  );
  // Somebody waits for the answer: a service that does not answer is asked once more, not eight times.
  const patient = { get: (key: string) => (key === "scp:maxRetries" ? "1" : configuration.get(key)) };
  return withProgress(`Asking ${chosen.map(({ service }) => service).join(", ")}`, () =>
    askServices(newEnvironment(patient), chosen),
  );
}

function wrongSetting(cloud: Cloud, message: string): Check {
  const remedy =
    "correct it where it stands, or give the setting in a place that comes before: the stack's configuration, then " +
    "environment variables, then files";
  return { check: `settings of ${cloud}`, status: "wrong", message, remedy };
}
