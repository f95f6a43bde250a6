import { ok, type Reply } from "../reply";
import { prefixOf } from "./address";
import { placesIn, type Place } from "./place";
import type { ScpService } from "./service";

export const cataloguePath = "/v1/endpoints";

/** The address of a single service; all services also answer at the emulator's own `/v1/...`. */
export function servicePath(service: ScpService): string {
  return `/services/${service.name}`;
}

/** The endpoint catalogue: the address of each service in each region of an environment. */
export function listEndpoints(services: readonly ScpService[], url: string, asked: Place, start: Place): Reply {
  const endpoints = placesIn(asked.environment).flatMap((place) =>
    services.map((service) => ({
      region: place.region,
      service_type: `scp-${service.name}`,
      service_name: service.title,
      url: `${url}${prefixOf(place, start)}${servicePath(service)}`,
    })),
  );
  return ok({ endpoints });
}
