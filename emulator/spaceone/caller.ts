import type { Struct } from "./json";

export const roles = ["DOMAIN_ADMIN", "WORKSPACE_OWNER", "WORKSPACE_MEMBER"] as const;

export type Role = (typeof roles)[number];

/** Who calls, as the token and the app that it belongs to say. */
export interface Caller {
  readonly domainId: string;
  /** Undefined where the token names none. */
  readonly workspaceId: string | undefined;
  /** One of the roles, any other text, or undefined where the token names none. */
  readonly role: string | undefined;
  /** Beginnings of what the caller may do; none means everything. */
  readonly permissions: readonly string[];
  /** The projects that a member is limited to. */
  readonly projects: readonly string[];
  /** Fields that take the place of those in requests. */
  readonly injectedParams: Struct;
}

/** What a call is limited to; put into its parameters, over what the request says (SPO 1). */
export interface Tenancy {
  readonly domain_id?: string;
  readonly workspace_id?: string;
  readonly user_projects?: readonly string[];
}

export function tenancyOf({ role, domainId, workspaceId, projects, injectedParams }: Caller): Tenancy {
  const domain = { domain_id: domainId };
  const workspace = { ...domain, ...(workspaceId !== undefined && { workspace_id: workspaceId }) };
  const byRole: Readonly<Record<string, Tenancy>> = {
    DOMAIN_ADMIN: domain,
    WORKSPACE_OWNER: workspace,
    WORKSPACE_MEMBER: { ...workspace, user_projects: projects },
    USER: domain,
  };
  return { ...byRole[role ?? ""], ...injectedParams };
}
