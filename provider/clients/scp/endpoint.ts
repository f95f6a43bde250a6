import { SettingsError } from "../../settings/errors";
import { regionsOf, type ScpSettings } from "../../settings/reading/scp-settings";

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
