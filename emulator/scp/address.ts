import { placesIn, places, type Place } from "./place";

/** A path of SCP, with the environment and the region that it begins with. */
interface Address {
  readonly environment: string | undefined;
  readonly region: string | undefined;
  /** The path as it is without them, and without a second slash behind the service. */
  readonly path: string;
}

const form = /^(?:\/environments\/([^/]+))?(?:\/regions\/([^/]+))?(\/(?:v1|services)(?:\/.*)?)$/;

function parse(path: string): Address {
  const [, environment, region, rest = path] = form.exec(path) ?? [];
  // Clients send `/services/<service>//v1/...` where a service's address ends with a slash (SCP 11).
  return { environment, region, path: rest.replace(/^(\/services\/[^/]+)\/\/+/, "$1/") };
}

/**
 * The place that a request is for: `/environments/<environment>` and `/regions/<region>` before its path say it. Without
 * them it is the emulator's own; of another environment, the first region. Undefined where there is no such place.
 */
export function placeOf(path: string, start: Place): Place | undefined {
  const { environment = start.environment, region } = parse(path);
  const wanted = region ?? (environment === start.environment ? start.region : placesIn(environment)[0]?.region);
  return places.find((place) => place.environment === environment && place.region === wanted);
}

/** The path by which a request is routed: the same in all places. A path of a place that does not exist stays as it is. */
export function routedPath(path: string, start: Place): string {
  return placeOf(path, start) ? parse(path).path : path;
}

/** What an address of a place begins with. The start place needs nothing. */
export function prefixOf({ environment, region }: Place, start: Place): string {
  if (environment !== start.environment) return `/environments/${environment}/regions/${region}`;
  return region === start.region ? "" : `/regions/${region}`;
}

/** A path without place and service before it: `/v1/kms/transit` of `/regions/kr-east1/services/kms/v1/kms/transit`. */
export function withoutAddress(path: string): string {
  return parse(path).path.replace(/^\/services\/[^/]+\/*(?=\/)/, "");
}
