import { shown } from "../../world/lag";
import type { EmulatorContext } from "../../context";
import type { Tenancy } from "../caller";
import { notFound, type Conditions } from "../errors";
import type { ServiceRequest } from "../operation";
import { secrets, type Secret } from "./secret";

interface Sought {
  readonly secret_id: string;
  readonly domain_id: string;
}

/** The value that stands for all workspaces, or for all projects. */
export const everywhere = "*";

/** Finds a secret that the caller may change: one of its workspace, and of its projects if it is limited to some. */
export function findSecret(
  { store }: EmulatorContext,
  { secret_id, domain_id, workspace_id, user_projects = [] }: Sought & Tenancy,
): Secret {
  return find(store.of(secrets).get(secret_id), [
    ["secret_id", secret_id],
    ["domain_id", domain_id],
    ...(workspace_id === undefined ? [] : ([["workspace_id", workspace_id]] as const)),
    ...(user_projects.length === 0 ? [] : ([["project_id", user_projects]] as const)),
  ]);
}

/** Finds a secret that the caller may see: also secrets of the whole workspace and of the domain (SPO 3). */
export function findVisibleSecret(
  request: Pick<ServiceRequest<unknown>, "context" | "now">,
  { secret_id, domain_id, ...tenancy }: Sought & Tenancy,
): Secret {
  const { workspace_id, user_projects } = visible(tenancy);
  return find(shown(request, request.context.store.of(secrets).get(secret_id)), [
    ["secret_id", secret_id],
    ["domain_id", domain_id],
    ...(workspace_id === undefined ? [] : ([["workspace_id", workspace_id]] as const)),
    ...(user_projects === undefined ? [] : ([["project_id", user_projects]] as const)),
  ]);
}

/** For reading, what belongs to all workspaces and projects is added to the caller's own. */
export function visible({ workspace_id, user_projects }: Tenancy) {
  return {
    workspace_id: workspace_id === undefined ? undefined : [workspace_id, everywhere],
    user_projects: user_projects === undefined ? undefined : [...user_projects, everywhere],
  };
}

function find(secret: Secret | undefined, conditions: Conditions): Secret {
  const fields: Readonly<Record<string, unknown>> = { ...secret };
  const fits = conditions.every(([key, wanted]) => [wanted].flat().some((value) => value === fields[key]));
  if (!secret || !fits) throw notFound(conditions);
  return secret;
}
