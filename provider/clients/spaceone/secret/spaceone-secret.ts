import { z } from "zod";

import { struct, text, type Struct } from "../wire";

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
  /** `*` for a secret of the whole domain. */
  readonly workspaceId: string;
  /** `*` for a secret of a whole workspace. */
  readonly projectId: string;
  readonly serviceAccountId: string;
  readonly trustedSecretId: string;
  readonly createdAt: string;
}

export const secretReply = z
  .object({
    secret_id: z.string().min(1),
    name: text,
    schema_id: text,
    provider: text,
    tags: struct,
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
    workspaceId: wire.workspace_id,
    projectId: wire.project_id,
    serviceAccountId: wire.service_account_id,
    trustedSecretId: wire.trusted_secret_id,
    createdAt: wire.created_at,
  }));
