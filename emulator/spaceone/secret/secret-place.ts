import { notFound, requiredParameter, type Conditions } from "../errors";
import { checkWorkspace, findProject, findServiceAccount, fits } from "../identity";
import { seedCollections } from "../objects";
import type { ServiceRequest } from "../operation";
import type { DecodedOf } from "../wire/message";
import type { createSecretRequest } from "./messages";
import type { Secret } from "./secret";
import { everywhere } from "./secret-access";

type Request = ServiceRequest<DecodedOf<typeof createSecretRequest>>;

type Place = Pick<Secret, "project_id" | "workspace_id" | "provider">;

/** The workspace, project and provider of a new secret, by its resource group (SPO 3). */
export function placeOf(request: Request, domainId: string): Place {
  const { context, params } = request;
  switch (params.resource_group) {
    case "PROJECT":
      return projectPlace(request);
    case "WORKSPACE": {
      const { workspace_id } = params;
      if (workspace_id === undefined) throw requiredParameter("workspace_id");
      checkWorkspace(context, domainId, workspace_id);
      return { project_id: everywhere, workspace_id, provider: null };
    }
    default:
      return { project_id: everywhere, workspace_id: everywhere, provider: null };
  }
}

/** A service account decides the provider and the place, whatever else was sent. */
function projectPlace({ caller, context, params }: Request): Place {
  const { project_id, service_account_id, workspace_id } = params;
  if (service_account_id !== undefined) {
    const account = findServiceAccount(context, caller, service_account_id);
    return {
      provider: text(account["provider"]) ?? null,
      project_id: text(account["project_id"]) ?? project_id ?? "",
      workspace_id: text(account["workspace_id"]) ?? workspace_id ?? "",
    };
  }
  if (project_id === undefined) throw requiredParameter("project_id");
  const project = findProject(context, caller, project_id);
  return { project_id, workspace_id: text(project["workspace_id"]) ?? workspace_id ?? "", provider: null };
}

/** Finds a trusted secret: of the caller's workspace or of the domain; for an administrator, any one of the domain. */
export function checkTrustedSecret({ context, params }: Request, domainId: string): void {
  const { trusted_secret_id, workspace_id } = params;
  if (trusted_secret_id === undefined) return;
  const conditions: Conditions = [
    ["trusted_secret_id", trusted_secret_id],
    ["domain_id", domainId],
    ...(workspace_id === undefined ? [] : ([["workspace_id", [workspace_id, everywhere]]] as const)),
  ];
  const trusted = context.store.of(seedCollections.trusted_secrets).get(trusted_secret_id);
  if (!trusted || !fits(trusted, conditions)) throw notFound(conditions);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
