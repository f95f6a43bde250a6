import { z } from "zod";

import { SettingsError } from "../../settings/errors";
import type { Found } from "../../settings/reading/source";
import { parseJson } from "../http/reply";

/** The claims of a token (SPO 1). Only the service can verify them. */
export interface TokenClaims {
  readonly domainId: string;
  /** Undefined for a token that is not bound to one workspace. */
  readonly workspaceId: string | undefined;
  /** DOMAIN_ADMIN, WORKSPACE_OWNER or WORKSPACE_MEMBER. */
  readonly role: string | undefined;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined;
  /** The app's client, or the session of a user. */
  readonly clientId: string | undefined;
}

const claims = z.object({
  typ: z.string().optional(),
  did: z.string().optional(),
  wid: z.string().optional(),
  rol: z.string().optional(),
  // In seconds, up to the last moment that a date can be.
  exp: z.number().min(0).max(8.64e12).optional(),
  jti: z.string().optional(),
});

/** How long after its end the service still accepts a token (SPO 1). */
const leewayMs = 60_000;

/** Reads a token without verifying it. Throws if the service cannot accept it. */
export function decodeToken({ value, source }: Found): TokenClaims {
  const problem = (what: string): SettingsError => new SettingsError(`${source} ${what}`);
  const parts = value.split(".");
  const payload = parts.length === 3 ? parseJson(Buffer.from(parts[1] ?? "", "base64url").toString("utf8")) : undefined;
  const parsed = claims.safeParse(payload);
  if (!parsed.success) {
    throw problem("is not a SpaceONE token: give an app's client secret, a text of three parts with dots between");
  }
  const { typ, did = "", wid, rol, exp, jti } = parsed.data;
  if (typ === "REFRESH_TOKEN") throw problem("is a refresh token: give an access token or an app's client secret");
  if (did === "") throw problem("is a token that names no domain: give an app's client secret");
  return {
    domainId: did,
    workspaceId: wid === undefined || wid === "" || wid === "*" ? undefined : wid,
    role: rol,
    expiresAt: exp === undefined ? undefined : exp * 1000,
    clientId: jti,
  };
}

/**
 * A message if the service would refuse a token because of its age; undefined if it would not. `now` is the service's
 * time.
 */
export function expiredToken({ expiresAt }: TokenClaims, source: string, now: number): string | undefined {
  if (expiresAt === undefined || now <= expiresAt + leewayMs) return undefined;
  return (
    `${source} is a token that expired at ${new Date(expiresAt).toISOString()}: ` +
    "make a new client secret for the app in SpaceONE's console, or log in again with cfctl"
  );
}
