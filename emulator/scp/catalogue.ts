import { ok, type Reply } from "../reply";
import { region } from "./region";
import type { ScpService } from "./service";

export const cataloguePath = "/v1/endpoints";

/** The address of a single service; all services also answer at the emulator's own `/v1/...`. */
export function servicePath(service: ScpService): string {
  return `/services/${service.name}`;
}

/** The endpoint catalogue: the address of each service in each region. */
export function listEndpoints(services: readonly ScpService[], url: string): Reply {
  const endpoints = services.map((service) => ({
    region,
    service_type: `scp-${service.name}`,
    service_name: service.title,
    url: `${url}${servicePath(service)}`,
  }));
  return ok({ endpoints });
}
