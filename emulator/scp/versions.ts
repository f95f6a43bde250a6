import { ok, type Reply } from "../reply";
import { ScpError } from "./errors";
import type { ScpService } from "./service";

/**
 * The version that a request asks for in Scp-Api-Version, such as `kms 1.2`; the newest one without that header. All
 * versions of the reference are served, even those past their day.
 */
export function requestedVersion(service: ScpService, header: string | undefined): string {
  const newest = service.versions[0].id;
  if (header === undefined) return newest;
  const [name, id, ...rest] = header.split(" ");
  const version = service.versions.find((candidate) => candidate.id === id);
  if (name !== service.name || !version || rest.length > 0) throw unsupported(header);
  return version.id;
}

/** Refuses an operation that the version does not have. */
export function refuseUnlessIn(versions: readonly string[], version: string, service: ScpService): void {
  if (!versions.includes(version)) throw unsupported(`${service.name} ${version}`);
}

/** True for this version and later ones. */
export function isAtLeast(version: string, first: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [firstMajor = 0, firstMinor = 0] = first.split(".").map(Number);
  return major === firstMajor ? minor >= firstMinor : major > firstMajor;
}

/** The answer to an unsigned GET of a service's address: some clients ask for it before each call (SCP 11). */
export function listVersions(service: ScpService, serviceUrl: string): Reply {
  const versions = service.versions.map(({ id, notBefore, status }) => ({
    id: `v${id}`,
    links: [{ href: `${serviceUrl}/v1`, rel: "self" }],
    not_before: notBefore,
    status,
  }));
  return ok({ versions });
}

function unsupported(version: string): ScpError {
  return new ScpError(400, "UnsupportedApiVersion", `The API version is not supported: ${version}`);
}
