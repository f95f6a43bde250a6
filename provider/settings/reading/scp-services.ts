import { nearest } from "../../words/nearest";
import { SettingsError } from "../errors";

/** The days from which the API versions of a service are unsupported. The oldest version comes first. */
type Versions = Readonly<Record<string, string | undefined>>;

/** The services, and the API versions that the reference lists for each. */
const services = {
  kms: { "1.0": "2025-12-31", "1.1": "2026-08-31", "1.2": undefined },
  secretsmanager: { "1.0": "2026-08-31", "1.1": undefined },
  secretvault: { "1.0": undefined },
  certificatemanager: { "1.0": "2026-05-31", "1.1": undefined },
  configinspection: { "1.0": "2026-05-31", "1.1": undefined },
} as const satisfies Readonly<Record<string, Versions>>;

const versions: Readonly<Record<string, Versions>> = services;

/** The name of a service, as in the header Scp-Api-Version. */
export type ScpServiceName = keyof typeof services;

/** The API versions of a service from one on, the oldest first; all of them where none is named. */
export function versionsOf<Name extends ScpServiceName>(
  service: Name,
  first?: keyof (typeof services)[Name],
): readonly string[] {
  const all = Object.keys(services[service]);
  return first === undefined ? all : all.slice(all.indexOf(String(first)));
}

/** The newest API version of a service. It is used unless the settings name another one. */
export function newestVersion(service: string): string {
  return Object.keys(versions[service] ?? {}).at(-1) ?? "";
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

/** Refuses services and versions that the reference does not have. `source` is named in the message. */
export function checkApiVersions(chosen: Readonly<Record<string, string>>, source: string): void {
  checkServices(chosen, source);
  for (const [service, version] of Object.entries(chosen)) {
    const known = Object.keys(versions[service] ?? {});
    if (known.includes(version)) continue;
    throw new SettingsError(`${source} names version ${version} of ${service}; known are ${known.join(", ")}`);
  }
}

/** Warnings of chosen versions that are past their day: the services call them unsupported (SCP 12). */
export function warningsOfVersions(chosen: Readonly<Record<string, string>>, nowMs: number): readonly string[] {
  return Object.entries(chosen).flatMap(([service, version]) => {
    const day = versions[service]?.[version];
    if (day === undefined || nowMs < Date.parse(day)) return [];
    const remedy = `leave it out to use ${newestVersion(service)}`;
    return [`scp:apiVersions chooses ${service} ${version}, which is unsupported since ${day}: ${remedy}`];
  });
}
