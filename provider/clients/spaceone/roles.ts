import { SettingsError } from "../../settings/errors";
import type { SpaceoneSecret } from "./secret/spaceone-secret";
import type { TokenClaims } from "./token";

type Claims = Pick<TokenClaims, "role" | "workspaceId">;

/** Whether a role may write cloud services (SPO 2). */
export function mayWriteCloudServices(role: string | undefined): boolean {
  return role !== "DOMAIN_ADMIN";
}

/** Refuses to write a cloud service with a role that the service would refuse. */
export function checkCloudServiceWriter({ role }: Claims): void {
  if (mayWriteCloudServices(role)) return;
  throw new SettingsError(
    "the SpaceONE token has the role DOMAIN_ADMIN, which may read cloud services but not write them: " +
      "use a token of an app of the workspace (WORKSPACE_OWNER or WORKSPACE_MEMBER)",
  );
}

/** A member may make a cloud service outside its projects, but then this token cannot find it any more (SPO 2). */
export function checkCloudServiceProject({ role }: Claims, projectId: string | undefined): void {
  if (role === "WORKSPACE_MEMBER") requireProject(projectId);
}

/** The fields that decide who may make a secret. */
interface SecretScope {
  readonly resourceGroup: string;
  readonly workspaceId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly serviceAccountId?: string | undefined;
}

/** Refuses to make a secret that the token's role may not make (SPO 3). */
export function checkSecretCreator(claims: Claims, scope: SecretScope): void {
  const { role, workspaceId } = claims;
  const group = scope.resourceGroup;
  const missing = missingRole(role, group);
  if (missing !== undefined) {
    throw new SettingsError(
      `the SpaceONE token has the role ${role ?? ""}, which may not make secrets of resourceGroup ${group}: this needs ${missing}`,
    );
  }
  if (group === "WORKSPACE" && role === "DOMAIN_ADMIN" && isUnset(scope.workspaceId)) {
    throw new SettingsError("a SpaceONE token of role DOMAIN_ADMIN needs workspaceId for resourceGroup WORKSPACE");
  }
  if (group === "PROJECT" && role === "WORKSPACE_MEMBER" && isUnset(scope.serviceAccountId)) {
    requireProject(scope.projectId);
  }
  checkWorkspace(workspaceId, scope.workspaceId);
}

/** Refuses to read what the service would refuse, or would silently read elsewhere (SPO 1). */
export function checkReader({ role, workspaceId }: Claims, parameters: Readonly<Record<string, unknown>> = {}): void {
  if (role === "USER") {
    throw new SettingsError(
      "the SpaceONE token has the role USER, which may read neither the inventory nor secrets nor costs: " +
        "use a token of an app, or log in to a workspace with cfctl",
    );
  }
  checkWorkspace(workspaceId, parameters["workspace_id"]);
}

/** Only an administrator of the domain may ask for the keys of cost data without asking who may see them (SPO 5). */
export function checkCostDataKeys({ role }: Claims, only: readonly string[] = []): void {
  if (role === "DOMAIN_ADMIN" || !only.includes("cost_data_keys") || only.includes("permissions")) return;
  throw new SettingsError(
    `the SpaceONE token has the role ${role ?? "(none)"}, which may ask for costDataKeys only together with permissions: ` +
      "name both in only",
  );
}

/** A token of a workspace reaches no other one: the service takes its own, whatever a request says (SPO 1). */
function checkWorkspace(own: string | undefined, asked: unknown): void {
  if (own === undefined || asked === undefined || asked === "" || asked === own) return;
  throw new SettingsError(`workspaceId must be ${own}, the workspace of the SpaceONE token, or left out`);
}

/** Explains why a secret that the token sees is "not found" when it is to be changed (SPO 3). */
export function refuseSecretOfOthers(
  { role }: Claims,
  { id, resourceGroup }: Pick<SpaceoneSecret, "id" | "resourceGroup">,
) {
  const needed = resourceGroup === "DOMAIN" ? "DOMAIN_ADMIN" : "WORKSPACE_OWNER";
  throw new SettingsError(
    `the SpaceONE token has the role ${role ?? "(none)"}, which sees the secret ${id} of resourceGroup ${resourceGroup} ` +
      `but may not change it: this needs ${needed}`,
  );
}

/**
 * The role that it takes to make or change secrets of a group; undefined if this one suffices (SPO 3). Roles that are
 * unknown here are left to the service.
 */
export function missingRole(role: string | undefined, group: string): string | undefined {
  if (group === "DOMAIN" && /^WORKSPACE_(OWNER|MEMBER)$/.test(role ?? "")) return "DOMAIN_ADMIN";
  if (group === "WORKSPACE" && role === "WORKSPACE_MEMBER") return "WORKSPACE_OWNER";
  return undefined;
}

function requireProject(projectId: string | undefined): void {
  if (!isUnset(projectId)) return;
  throw new SettingsError(
    "the SpaceONE token has the role WORKSPACE_MEMBER, which sees its own projects only: set projectId to one of them",
  );
}

function isUnset(value: string | undefined): boolean {
  return value === undefined || value === "";
}
