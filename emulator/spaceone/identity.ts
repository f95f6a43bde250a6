import type { EmulatorContext } from "../context";
import type { CollectionDefinition } from "../store/collection";
import type { Caller } from "./caller";
import { nestedNotFound, permissionDenied, type Conditions } from "./errors";
import { seedCollections, type SeededObject } from "./objects";

// What the services ask the identity service in the caller's name. It knows the seeded objects.

/** A project of the caller's workspace, or of the domain for its administrator. */
export function findProject(context: EmulatorContext, caller: Caller, projectId: string): SeededObject {
  if (caller.projects.length > 0 && !caller.projects.includes(projectId)) throw permissionDenied();
  return find(context, seedCollections.projects, [["project_id", projectId], ...tenancyConditions(caller)]);
}

export function findServiceAccount(context: EmulatorContext, caller: Caller, id: string): SeededObject {
  const conditions: Conditions = [["service_account_id", id], ...tenancyConditions(caller)];
  const limited: Conditions = caller.projects.length > 0 ? [["project_id", caller.projects]] : [];
  return find(context, seedCollections.service_accounts, [...conditions, ...limited]);
}

/** The service asks for this itself, not in the caller's name. */
export function checkWorkspace(context: EmulatorContext, domainId: string, workspaceId: string): void {
  const workspace = context.store.of(seedCollections.workspaces).get(workspaceId);
  const conditions: Conditions = [
    ["domain_id", domainId],
    ["workspace_id", workspaceId],
  ];
  if (!workspace || !fits(workspace, conditions)) throw nestedNotFound(conditions);
}

function tenancyConditions({ domainId, role, workspaceId }: Caller): Conditions {
  const isLimited = role !== "DOMAIN_ADMIN" && workspaceId !== undefined;
  return [["domain_id", domainId], ...(isLimited ? ([["workspace_id", workspaceId]] as const) : [])];
}

function find(
  { store }: EmulatorContext,
  collection: CollectionDefinition<SeededObject>,
  conditions: Conditions,
): SeededObject {
  const [, id] = conditions[0] ?? [];
  const object = typeof id === "string" ? store.of(collection).get(id) : undefined;
  if (!object || !fits(object, conditions)) throw nestedNotFound(conditions);
  return object;
}

/** A seeded object that does not say where it belongs is found from everywhere. */
export function fits(object: SeededObject, conditions: Conditions): boolean {
  return conditions.every(([key, wanted]) => {
    const value = object[key];
    return value === undefined || (typeof value === "string" && [wanted].flat().includes(value));
  });
}
