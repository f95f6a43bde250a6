import type { AuthKey } from "./diagnosis";

/** A key without an end is valid for ever. */
export function isExpired({ auth_key_expired_at }: AuthKey, now: number): boolean {
  return auth_key_expired_at !== null && Date.parse(auth_key_expired_at) <= now;
}

/** `ACTIVATED` is the reference's word. */
export function authKeyState(key: AuthKey, now: number): "ACTIVATED" | "EXPIRED" {
  return isExpired(key, now) ? "EXPIRED" : "ACTIVATED";
}
