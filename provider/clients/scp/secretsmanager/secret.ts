import { z } from "zod";

import { boolean, number, text } from "../wire";

/** A secret as the service shows it, without its value. Fields that a reply leaves out are undefined. */
export interface SecretRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly kmsKeyId: string;
  /** CIDRs; the API has them as one text with commas. */
  readonly cidrs: readonly string[] | undefined;
  readonly privateAclEnabled: boolean | undefined;
  readonly privateAclResourceIds: readonly string[] | undefined;
  readonly state: string;
  readonly deletedAt: string | undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly createdAt: string | undefined;
}

/** One version of a secret's value. */
export interface SecretVersion {
  readonly id: string;
  /** CURRENT, PREVIOUS and labels of one's own. */
  readonly labels: readonly string[];
}

const wireSecret = z
  .object({
    id: z.string().min(1),
    name: text,
    description: text,
    kms_id: z.string(),
    acl_cidr: text,
    private_acl_enabled: boolean,
    private_acl_resources: z.array(z.object({ resource_id: z.string() })).nullish(),
    state: text,
    deleted_at: text,
    account_id: text,
    region: text,
    created_at: text,
  })
  .transform((wire): SecretRecord => ({
    id: wire.id,
    name: wire.name ?? "",
    description: wire.description ?? "",
    kmsKeyId: wire.kms_id,
    cidrs: wire.acl_cidr?.split(",").map((cidr) => cidr.trim()),
    privateAclEnabled: wire.private_acl_enabled ?? undefined,
    privateAclResourceIds: wire.private_acl_resources?.map((resource) => resource.resource_id),
    state: wire.state ?? "",
    deletedAt: wire.deleted_at ?? undefined,
    accountId: wire.account_id ?? undefined,
    region: wire.region ?? undefined,
    createdAt: wire.created_at ?? undefined,
  }));

export const secretReply = z.object({ secret: wireSecret });
export const secretPage = z.object({ count: number, secret: z.array(wireSecret) });

/** The reference does not say what a version looks like (SCP 6.2): likely spellings are taken. */
const wireVersion = z
  .looseObject({
    version_id: text,
    id: text,
    labels: z.array(z.string()).nullish(),
    label: z.union([z.string(), z.array(z.string())]).nullish(),
  })
  .transform((wire, context): SecretVersion => {
    const id = wire.version_id ?? wire.id;
    const labels = wire.labels ?? (typeof wire.label === "string" ? [wire.label] : wire.label);
    if (typeof id === "string" && Array.isArray(labels)) return { id, labels };
    context.addIssue("neither id nor labels are understood");
    return z.NEVER;
  });

export const versionPage = z.object({ count: number, version_list: z.array(z.unknown()) });
export const versionList = z.array(wireVersion);
