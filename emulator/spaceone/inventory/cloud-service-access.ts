import type { Tenancy } from "../caller";
import { notFound, type Conditions, type SpaceoneError } from "../errors";
import type { ServiceRequest } from "../operation";
import { cloudServices, type CloudService } from "./cloud-service";

interface Sought {
  readonly cloud_service_id: string;
  readonly domain_id: string;
}

/** Finds the cloud service that a request names, deleted or not, if the caller may see it. */
export function findCloudService(
  { context }: Pick<ServiceRequest<unknown>, "context">,
  params: Sought & Tenancy,
): CloudService {
  const { cloud_service_id, domain_id, workspace_id, user_projects = [] } = params;
  const found = context.store.of(cloudServices).get(cloud_service_id);
  const isVisible =
    found?.domain_id === domain_id &&
    (workspace_id === undefined || found.workspace_id === workspace_id) &&
    (user_projects.length === 0 || user_projects.includes(found.project_id ?? ""));
  const isHidden = found?.state === "DELETED" && context.world.current.deletedServices === "hidden";
  if (found && isVisible && !isHidden) return found;
  throw cloudServiceNotFound(params);
}

/** The error for a cloud service that does not exist, or that the caller may not see. */
export function cloudServiceNotFound({
  cloud_service_id,
  domain_id,
  workspace_id,
  user_projects = [],
}: Sought & Tenancy): SpaceoneError {
  const conditions: Conditions = [
    ["cloud_service_id", cloud_service_id],
    ["domain_id", domain_id],
  ];
  return notFound([
    ...conditions,
    ...(workspace_id === undefined ? [] : ([["workspace_id", workspace_id]] as const)),
    ...(user_projects.length === 0 ? [] : ([["project_id", user_projects]] as const)),
  ]);
}
