import { ApiError } from "../clients/http/errors";

/** True only for the application's own "not found": a gateway's 404 says nothing of the object (SCP 3). */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
