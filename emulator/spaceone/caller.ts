import type { Struct } from "./json";

export const roles = ["DOMAIN_ADMIN", "WORKSPACE_OWNER", "WORKSPACE_MEMBER"] as const;

export type Role = (typeof roles)[number];

/** The caller, as described by the token and by the app that it belongs to. */
export interface Caller {
  readonly domainId: string;
  /** Undefined where the token names none. */
  readonly workspaceId: string | undefined;
  /** One of the roles, any other text, or undefined where the token names none. */
  readonly role: string | undefined;
  /** Each permission is the beginning of a name; an empty list permits everything. */
  readonly permissions: readonly string[];
  /** The projects that a member is limited to. */
  readonly projects: readonly string[];
  /** Fields that replace those of the request. */
  readonly injectedParams: Struct;
}

/** The limits of a call. They are put into its parameters, and replace what the request says (SPO 1). */
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
