import { ApiError } from "../../clients/http/errors";

/** True only for the application's own "not found" of the object: a gateway's 404 says nothing about it (SCP 3). */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.isNotFound;
}
