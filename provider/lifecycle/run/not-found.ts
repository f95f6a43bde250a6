import { ApiError } from "../../clients/http/errors";
import type { ResourceRun } from "./resource-run";

/**
 * True only for the application's own "not found" of this object: a gateway's 404 says nothing of it (SCP 3), and neither
 * does one for something else that a request names (SPO 1).
 */
export function isNotFound({ behaviour }: Pick<ResourceRun, "behaviour">, error: unknown): boolean {
  if (!(error instanceof ApiError) || error.status !== 404) return false;
  return error.notFoundKeys === undefined || error.notFoundKeys.includes(behaviour.idKey ?? "");
}
