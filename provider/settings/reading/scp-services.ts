import { nearest } from "../../words/nearest";
import { SettingsError } from "../errors";

/** A version of a service's API. */
interface Version {
  /** The day from which it is unsupported, such as 2025-12-31. */
  readonly until?: string;
  /** It came after the reference: what its replies are is not documented (SCP 13). */
  readonly isLater?: true;
}

/** The API versions of a service, the oldest first. */
type Versions = Readonly<Record<string, Version>>;

/** The services, and the API versions that are known of each (SCP 12, 13). */
const services = {
  kms: { "1.0": { until: "2025-12-31" }, "1.1": { until: "2026-08-31" }, "1.2": {}, "1.3": { isLater: true } },
  secretsmanager: { "1.0": { until: "2026-08-31" }, "1.1": {}, "1.2": { isLater: true } },
  secretvault: { "1.0": {} },
  certificatemanager: { "1.0": { until: "2026-05-31" }, "1.1": {}, "1.2": { isLater: true } },
  configinspection: { "1.0": { until: "2026-05-31" }, "1.1": {}, "1.2": { isLater: true } },
} as const satisfies Readonly<Record<string, Versions>>;

const versions: Readonly<Record<string, Versions>> = services;

/** The name of a service, as in the header Scp-Api-Version. */
export type ScpServiceName = keyof typeof services;

/** A version of a service's API. */
export type ApiVersion = {
  readonly [Name in ScpServiceName]: { readonly service: Name; readonly version: keyof (typeof services)[Name] };
}[ScpServiceName];

/** Whether a chosen version of a service is this one or a later one. */
export function hasVersion(chosen: string, { service, version }: ApiVersion): boolean {
  const all = Object.keys(services[service]);
  return all.indexOf(chosen) >= all.indexOf(version);
}

/** The API versions of a service from one on, the oldest first; all of them where none is named. */
export function versionsOf<Name extends ScpServiceName>(
  service: Name,
  first?: keyof (typeof services)[Name],
): readonly string[] {
  const all = Object.keys(services[service]);
  return first === undefined ? all : all.slice(all.indexOf(String(first)));
}

/** The API version of a service that is used unless the settings name another one: the newest of the reference. */
export function usualVersion(service: string): string {
  const documented = Object.entries(versions[service] ?? {}).filter(([, { isLater }]) => isLater !== true);
  return documented.at(-1)?.[0] ?? "";
}

/** Refuses services that the reference does not have. `source` is named in the message. */
export function checkServices(chosen: Readonly<Record<string, unknown>>, source: string): void {
  const known = Object.keys(versions);
  for (const service of Object.keys(chosen)) {
    if (known.includes(service)) continue;
    const meant = nearest(service, known);
    const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
    throw new SettingsError(`${source} names the service ${service}; known are ${known.join(", ")}${hint}`);
  }
}

/** Refuses services and versions that are not known. `source` is named in the message. */
export function checkApiVersions(chosen: Readonly<Record<string, string>>, source: string): void {
  checkServices(chosen, source);
  for (const [service, version] of Object.entries(chosen)) {
    const known = Object.keys(versions[service] ?? {});
    if (known.includes(version)) continue;
    throw new SettingsError(`${source} names version ${version} of ${service}; known are ${known.join(", ")}`);
  }
}

/** How long before its day a version is warned about, in milliseconds. */
const warnedBeforeMs = 30 * 24 * 3_600_000;

/** Warnings of chosen versions that are past their day, or near it: the services call them unsupported then (SCP 12). */
export function warningsOfVersions(chosen: Readonly<Record<string, string>>, nowMs: number): readonly string[] {
  return Object.entries(chosen).flatMap(([service, version]) => {
    const day = versions[service]?.[version]?.until;
    if (day === undefined || nowMs < Date.parse(day) - warnedBeforeMs) return [];
    const since = nowMs < Date.parse(day) ? "will be unsupported from" : "is unsupported since";
    const remedy = `leave it out to use ${usualVersion(service)}`;
    return [`scp:apiVersions chooses ${service} ${version}, which ${since} ${day}: ${remedy}`];
  });
}
