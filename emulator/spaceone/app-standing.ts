import type { CollectionDefinition } from "../store/collection";
import type { Store } from "../store/store";
import type { Caller } from "./caller";
import { permissionDenied } from "./errors";
import type { Struct } from "./json";
import { seedCollections, type SeededObject } from "./objects";

type Standing = Pick<Caller, "permissions" | "projects">;

const workspaceRoles: readonly unknown[] = ["WORKSPACE_OWNER", "WORKSPACE_MEMBER"];

/**
 * What a caller may do. For an app the service looks up the app's record each time, and that record counts instead of
 * the token's claims (SPO 11). An app that is not seeded has what its token claims.
 */
export function appStanding(store: Store, claims: Struct): Standing {
  const claimed = { permissions: texts(claims["permissions"]), projects: texts(claims["projects"]) };
  if (claims["own"] !== "APP") return claimed;
  const { apps, domains, workspaces } = seedCollections;
  const { did: domainId, jti: clientId, rol: role, wid: claimedWorkspaceId } = claims;
  const app = find(store, apps, clientId);
  if (app?.["domain_id"] !== undefined && app["domain_id"] !== domainId) throw permissionDenied();
  const workspaceId = workspaceRoles.includes(role) ? (app?.["workspace_id"] ?? claimedWorkspaceId) : undefined;
  const involved = [app, find(store, domains, domainId), find(store, workspaces, workspaceId)];
  if (!involved.every(isEnabled)) throw permissionDenied();
  return app ? { permissions: texts(app["permissions"]), projects: texts(app["projects"]) } : claimed;
}

function find(store: Store, collection: CollectionDefinition<SeededObject>, id: unknown): SeededObject | undefined {
  return typeof id === "string" ? store.of(collection).get(id) : undefined;
}

/** A seeded object without a state is enabled. */
function isEnabled(object: SeededObject | undefined): boolean {
  return (object?.["state"] ?? "ENABLED") === "ENABLED";
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
