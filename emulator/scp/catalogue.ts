import { ok, type Reply } from "../reply";
import { region } from "./region";
import type { ScpService } from "./service";

export const cataloguePath = "/v1/endpoints";

/** Where a service answers besides the emulator's own `/v1/...`. */
export function servicePath(service: ScpService): string {
  return `/services/${service.name}`;
}

/** The endpoint catalogue: where each service of each region is. */
export function listEndpoints(services: readonly ScpService[], url: string): Reply {
  const endpoints = services.map((service) => ({
    region,
    service_type: service.type,
    service_name: service.title,
    url: `${url}${servicePath(service)}`,
  }));
  return ok({ endpoints });
}
