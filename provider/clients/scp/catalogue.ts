import { z } from "zod";

import { SettingsError } from "../../settings/errors";
import { isSameDomain } from "../../settings/reading/same-domain";
import { isLoopback, serviceUrl } from "../../settings/reading/values";
import { text } from "./wire";

const catalogueReply = z.object({
  endpoints: z.array(z.object({ region: text, service_type: z.string(), url: z.string() })),
});

/** URL of the endpoint catalogue. Some tools write it with its last part, some without (SCP 2). */
export function catalogueUrl(authUrl: URL): URL {
  const base = authUrl.href.replace(/\/+$/, "");
  return new URL(base.endsWith("/endpoints") ? base : `${base}/endpoints`);
}

/** A service's URL from the catalogue. A service of another region is never taken instead. */
export function findInCatalogue(reply: unknown, authUrl: URL, service: string, region: string | undefined): string {
  const parsed = catalogueReply.safeParse(reply);
  if (!parsed.success) throw new SettingsError("scp:authUrl does not answer with an endpoint catalogue: check it");
  const candidates = parsed.data.endpoints.filter(({ service_type }) => service_type === `scp-${service}`);
  if (candidates.length === 0) {
    throw new SettingsError(
      `the endpoint catalogue of scp:authUrl has no service ${service}: set scp:endpoints for it`,
    );
  }
  const fitting =
    region === undefined ? candidates : candidates.filter((candidate) => (candidate.region ?? region) === region);
  const regions = [...new Set(candidates.map((candidate) => candidate.region ?? "(none)"))].join(", ");
  if (fitting.length === 0) {
    throw new SettingsError(`the endpoint catalogue has ${service} in ${regions}, not in scp:region ${region ?? ""}`);
  }
  const [first, ...others] = fitting;
  if (others.length > 0 && region === undefined) {
    throw new SettingsError(`the endpoint catalogue has ${service} in ${regions}: set scp:region`);
  }
  return usableUrl(first?.url ?? "", authUrl, service).href.replace(/\/+$/, "");
}

/** What the catalogue says is checked like what the user says. Only a catalogue of this machine may lead to it in plain. */
function usableUrl(value: string, authUrl: URL, service: string): URL {
  const source = `the URL of ${service} in the endpoint catalogue of scp:authUrl`;
  const remedy = "set scp:endpoints for it";
  const url = serviceUrl({ value, source }, remedy);
  if (url.protocol !== "https:" && !isLoopback(authUrl.hostname)) {
    throw new SettingsError(`${source} must use https: ${remedy}`);
  }
  if (isSameDomain(url, authUrl)) return url;
  throw new SettingsError(`${source} is of another domain (${url.hostname}): if requests may go there, ${remedy}`);
}
