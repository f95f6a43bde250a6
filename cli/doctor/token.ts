import { decodeToken, expiredToken } from "../../provider/clients/spaceone/token";
import type { SpaceoneSettings } from "../../provider/settings/reading/spaceone-settings";
import { dayMs } from "../../provider/words/times";
import type { Check } from "./check";

/** A token that ends within so many days is warned about. */
const warnDays = 14;

const renew = "make a new client secret for the app in SpaceONE's console, and set spaceone:token to it";

/** What a role may not do. */
const limits: Readonly<Record<string, string>> = {
  DOMAIN_ADMIN: ", which may read cloud services and not write them",
  WORKSPACE_MEMBER: ", which sees its own projects only",
  USER: ", which may read neither the inventory nor secrets nor costs",
};

/** SpaceONE's token: its role, its tenant and its end. Throws where the settings hold none. */
export function checkToken({ token }: SpaceoneSettings, nowMs: number): Check {
  const check = "token of spaceone";
  const claims = decodeToken(token);
  const expired = expiredToken(claims, token.source, nowMs);
  if (expired !== undefined) return { check, status: "wrong", message: expired, remedy: renew };
  const { role, expiresAt, domainId, workspaceId } = claims;
  const tenant = `domain ${domainId}, ${workspaceId === undefined ? "all workspaces" : `workspace ${workspaceId}`}`;
  const end = expiresAt === undefined ? "without an end" : `until ${new Date(expiresAt).toISOString()}`;
  const message = `role ${role ?? "(none)"}${limits[role ?? ""] ?? ""}; ${tenant}; ${end}`;
  return expiresAt !== undefined && expiresAt - nowMs < warnDays * dayMs
    ? { check, status: "warning", message: `${message}, which is soon`, remedy: renew }
    : { check, status: "ok", message };
}
