import type { EmulatorContext } from "../context";
import type { CollectionDefinition } from "../store/collection";
import type { Caller } from "./caller";
import { nestedNotFound, permissionDenied, type Conditions } from "./errors";
import { seedCollections, type SeededObject } from "./objects";

// What the services ask the identity service, in the caller's name. It knows what was seeded.

/** A project of the caller's workspace, or of the domain for its administrator. */
export function findProject(context: EmulatorContext, caller: Caller, projectId: string): SeededObject {
  if (caller.projects.length > 0 && !caller.projects.includes(projectId)) throw permissionDenied();
  return find(context, seedCollections.projects, [["project_id", projectId], ...tenancyConditions(caller)]);
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

/** A seeded object may leave out where it belongs; it is then found from everywhere. */
function fits(object: SeededObject, conditions: Conditions): boolean {
  return conditions.every(([key, wanted]) => {
    const value = object[key];
    return value === undefined || (typeof value === "string" && [wanted].flat().includes(value));
  });
}
