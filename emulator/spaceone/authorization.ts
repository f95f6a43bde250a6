import type { Caller, Role } from "./caller";
import { permissionDenied } from "./errors";

/** Who may call an operation. */
export interface Access {
  /** Such as `inventory:CloudService.read`. */
  readonly permission: string;
  readonly roles: readonly Role[];
}

const resourceGroups: Readonly<Record<string, readonly string[]>> = {
  DOMAIN_ADMIN: ["DOMAIN", "WORKSPACE", "PROJECT"],
  WORKSPACE_OWNER: ["WORKSPACE", "PROJECT"],
  WORKSPACE_MEMBER: ["PROJECT"],
};

/**
 * Decides by what was sent, before anything is looked up. A token without a role passes here, and fails later because
 * it has no domain.
 */
export function authorize(caller: Caller, access: Access, sent: Readonly<Record<string, unknown>>): void {
  if (caller.role !== undefined) refuseOtherRole(caller.role, access, sent["resource_group"]);
  const permitted = caller.permissions.some((beginning) => access.permission.startsWith(beginning));
  if (caller.permissions.length > 0 && !permitted) throw permissionDenied();
  refuseOtherProject(caller.projects, sent["project_id"]);
}

function refuseOtherRole(role: string, { roles }: Access, resourceGroup: unknown): void {
  if (!roles.some((allowed) => allowed === role)) throw permissionDenied();
  if (typeof resourceGroup !== "string") return;
  if (!resourceGroups[role]?.includes(resourceGroup)) throw permissionDenied();
}

function refuseOtherProject(projects: readonly string[], projectId: unknown): void {
  if (projects.length === 0 || typeof projectId !== "string" || projectId === "*") return;
  if (!projects.includes(projectId)) throw permissionDenied();
}
