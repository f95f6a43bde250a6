import type { Change } from "../store/collection";
import { appClaims, type App } from "./app-claims";
import { domainKeys, newDomainKey } from "./domain-key";
import { newSpaceoneId } from "./identifier";
import { seedCollections } from "./objects";
import { signToken } from "./token";

/** The start state: a domain, a workspace with one project, and an app that owns the workspace. */
export interface Tenant {
  readonly domainId: string;
  readonly workspaceId: string;
  readonly projectId: string;
  /** The app's client secret. */
  readonly token: string;
  readonly changes: readonly Change[];
}

export async function startTenant(now: number): Promise<Tenant> {
  const app: App = {
    domainId: newSpaceoneId("domain"),
    workspaceId: newSpaceoneId("workspace"),
    appId: newSpaceoneId("app"),
    clientId: newSpaceoneId("client"),
    role: "WORKSPACE_OWNER",
  };
  const { domainId, workspaceId } = app;
  const projectId = newSpaceoneId("project");
  const key = await newDomainKey(domainId);
  const token = signToken(appClaims(app, Math.floor(now / 1000)), key.privateKey);
  const changes = [domainKeys.put(key), ...startObjects(app, projectId)];
  return { domainId, workspaceId, projectId, token, changes };
}

function startObjects({ domainId, workspaceId, appId, clientId, role }: App, projectId: string): Change[] {
  const { domains, workspaces, projects, apps } = seedCollections;
  return [
    domains.put({ domain_id: domainId, name: "emulator", state: "ENABLED" }),
    workspaces.put({ workspace_id: workspaceId, name: "emulator", state: "ENABLED", domain_id: domainId }),
    projects.put({ project_id: projectId, name: "emulator", domain_id: domainId, workspace_id: workspaceId }),
    apps.put({
      client_id: clientId,
      app_id: appId,
      name: "emulator",
      state: "ENABLED",
      role_type: role,
      domain_id: domainId,
      workspace_id: workspaceId,
    }),
  ];
}
