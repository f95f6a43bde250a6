import { z } from "zod";

import { SettingsError } from "../../settings/errors";
import { isSameDomain } from "../../settings/reading/same-domain";
import { serviceUrl } from "../../settings/reading/values";

const consoleConfiguration = z.object({ CONSOLE_API_V2: z.object({ ENDPOINT: z.string().min(1) }) });

/** Where a console tells its own settings (SPO 6). */
export function consoleConfigurationUrl(console: URL): URL {
  return new URL("config/production.json", console.href.endsWith("/") ? console.href : `${console.href}/`);
}

/** The REST API's base out of a console's settings. */
export function apiOfConsole(reply: unknown, url: URL): URL {
  const parsed = consoleConfiguration.safeParse(reply);
  if (!parsed.success) {
    throw new SettingsError(`${url.href} does not say where SpaceONE's REST API is: set spaceone:endpoint to it`);
  }
  const source = `CONSOLE_API_V2.ENDPOINT in ${url.href}`;
  const api = serviceUrl({ value: parsed.data.CONSOLE_API_V2.ENDPOINT, source });
  if (isSameDomain(api, url)) return api;
  const remedy = "if the token may go there, set spaceone:endpoint to it, and spaceone:token";
  throw new SettingsError(`${source} is of another domain (${api.hostname}): ${remedy}`);
}
