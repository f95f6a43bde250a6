import type { Claims } from "./token";

/** How long an app's client secret is valid: SpaceONE's default, which is also its longest time (SPO 1). */
export const tokenLifetimeSeconds = 365 * 24 * 3600;

export interface App {
  readonly domainId: string;
  readonly workspaceId: string;
  readonly appId: string;
  readonly clientId: string;
  readonly role: "DOMAIN_ADMIN" | "WORKSPACE_OWNER" | "WORKSPACE_MEMBER";
}

/** The claims of an app's client secret. */
export function appClaims(app: App, issuedAt: number): Claims {
  return {
    iss: "spaceone.identity",
    typ: "CLIENT_SECRET",
    own: "APP",
    did: app.domainId,
    aud: app.appId,
    jti: app.clientId,
    iat: issuedAt,
    ver: "2.0",
    exp: issuedAt + tokenLifetimeSeconds,
    rol: app.role,
    wid: app.workspaceId,
  };
}
