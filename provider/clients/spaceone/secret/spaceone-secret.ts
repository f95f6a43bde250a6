import { z } from "zod";

import { tags, text, type Struct } from "../wire";

/** What a secret is made with. */
export interface NewSpaceoneSecret {
  readonly name: string;
  readonly data: Struct;
  readonly resourceGroup: "DOMAIN" | "WORKSPACE" | "PROJECT";
  readonly schemaId?: string | undefined;
  readonly tags?: Struct | undefined;
  readonly workspaceId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly serviceAccountId?: string | undefined;
  readonly trustedSecretId?: string | undefined;
}

/** The fields of a secret that can be changed besides its data. A field that is left out stays; `{}` clears the tags. */
export interface SpaceoneSecretChanges {
  readonly name?: string | undefined;
  /** Replaces all tags. */
  readonly tags?: Struct | undefined;
  /** It must be given for a secret of a project, and must not be given for others (SPO 3). */
  readonly projectId?: string | undefined;
}

/** A secret as SpaceONE shows it: never with its data. A field that a reply leaves out is "" or empty. */
export interface SpaceoneSecret {
  readonly id: string;
  readonly name: string;
  readonly schemaId: string;
  /** The provider of the service account, where the secret has one. */
  readonly provider: string;
  readonly tags: Struct;
  /** DOMAIN, WORKSPACE or PROJECT. */
  readonly resourceGroup: string;
  readonly domainId: string;
  /** Undefined for a secret of the whole domain. */
  readonly workspaceId: string | undefined;
  /** Empty for a secret of a whole domain or workspace. */
  readonly projectId: string;
  readonly serviceAccountId: string;
  readonly trustedSecretId: string;
  readonly createdAt: string;
}

export function creationBody(secret: NewSpaceoneSecret): object {
  return {
    name: secret.name,
    data: secret.data,
    resource_group: secret.resourceGroup,
    schema_id: secret.schemaId,
    tags: secret.tags,
    workspace_id: secret.workspaceId,
    project_id: secret.projectId,
    service_account_id: secret.serviceAccountId,
    trusted_secret_id: secret.trustedSecretId,
  };
}

export function changesBody({ name, tags, projectId }: SpaceoneSecretChanges): object {
  return { name, tags, project_id: projectId };
}

export const secretReply = z
  .object({
    secret_id: z.string().min(1),
    name: text,
    schema_id: text,
    provider: text,
    tags,
    resource_group: text,
    domain_id: text,
    workspace_id: text,
    project_id: text,
    service_account_id: text,
    trusted_secret_id: text,
    created_at: text,
  })
  .transform((wire): SpaceoneSecret => ({
    id: wire.secret_id,
    name: wire.name,
    schemaId: wire.schema_id,
    provider: wire.provider,
    tags: wire.tags,
    resourceGroup: wire.resource_group,
    domainId: wire.domain_id,
    workspaceId: wire.workspace_id === "*" ? undefined : wire.workspace_id,
    projectId: wire.project_id === "*" ? "" : wire.project_id,
    serviceAccountId: wire.service_account_id,
    trustedSecretId: wire.trusted_secret_id,
    createdAt: wire.created_at,
  }));
