import { z } from "zod";

import { tagsField, type Tags } from "../tags";
import { boolean, id, networks, pageOf, text } from "../wire";

/** Who may read a secret by the private network; without ids every subnet of the region. */
export interface PrivateAcl {
  readonly resourceIds: readonly string[];
}

/** What a secret is made with. */
export interface NewSecret {
  readonly name: string;
  /** JSON text of the pairs. */
  readonly value: string;
  readonly kmsKeyId: string;
  readonly allowedCidrs: readonly string[];
  readonly description: string;
  readonly privateAcl: PrivateAcl;
  readonly tags?: Tags | undefined;
}

/** A secret as the service shows it, without its value. Fields that a reply leaves out are undefined. */
export interface SecretRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly kmsKeyId: string;
  readonly allowedCidrs: readonly string[] | undefined;
  readonly privateAcl: PrivateAcl | undefined;
  readonly state: string;
  readonly deletedAt: string | undefined;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly createdAt: string | undefined;
}

/** One version of a secret's value. */
export interface SecretVersion {
  readonly id: string;
  /** CURRENT, PREVIOUS and the user's own labels. */
  readonly labels: readonly string[];
}

/** Which version of a value is meant: the one with a label, or the one with an id. */
export type VersionChoice = { readonly label: string } | { readonly versionId: string };

const wireSecret = z
  .object({
    id,
    name: text,
    description: text,
    kms_id: id,
    acl_cidr: networks,
    private_acl_enabled: boolean,
    private_acl_resources: z.array(z.object({ resource_id: id })).nullish(),
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
    allowedCidrs: wire.acl_cidr,
    privateAcl: privateAcl(wire.private_acl_enabled, wire.private_acl_resources),
    state: wire.state ?? "",
    deletedAt: wire.deleted_at,
    accountId: wire.account_id,
    region: wire.region,
    createdAt: wire.created_at,
  }));

function privateAcl(
  isEnabled: boolean | null | undefined,
  resources: readonly { readonly resource_id: string }[] | null | undefined,
): PrivateAcl | undefined {
  if (typeof isEnabled !== "boolean") return undefined;
  return { resourceIds: isEnabled ? (resources ?? []).map(({ resource_id }) => resource_id) : [] };
}

/** The API has the networks as one text with commas. */
export function cidrsBody(cidrs: readonly string[]): object {
  return { acl_cidr: cidrs.join(",") };
}

export function privateAclBody({ resourceIds }: PrivateAcl): object {
  return {
    private_acl_enabled: resourceIds.length > 0,
    private_acl_resources: resourceIds.map((resource_id) => ({ resource_id })),
  };
}

/** @param hasPrivateAcl whether the API version knows private ACLs in a creation (SCP 12) */
export function creationBody(secret: NewSecret, hasPrivateAcl: boolean): object {
  const { name, value, kmsKeyId, allowedCidrs, description, privateAcl, tags } = secret;
  return {
    name,
    secret_value: value,
    kms_id: kmsKeyId,
    ...cidrsBody(allowedCidrs),
    description,
    ...(hasPrivateAcl && newPrivateAcl(privateAcl)),
    ...tagsField(tags),
  };
}

function newPrivateAcl(acl: PrivateAcl): object {
  return acl.resourceIds.length === 0 ? { private_acl_enabled: false } : privateAclBody(acl);
}

export function versionBody(version: VersionChoice): object {
  return "label" in version ? { label: version.label } : { version_id: version.versionId };
}

export const valueReply = z.object({ secret_value: z.string() }).transform(({ secret_value }) => secret_value);
export const secretReply = z.object({ secret: wireSecret });
export const secretPage = pageOf("secret", wireSecret);

/**
 * The reference does not say how a version is written (SCP 6.2), so likely spellings are accepted. Labels that are
 * missing or empty are undefined.
 */
const wireVersion = z
  .looseObject({ version_id: text, id: text, labels: labelsOf(), label: labelsOf() })
  .transform((wire, context): WrittenVersion => {
    const id = wire.version_id ?? wire.id;
    if (id !== undefined) return { id, labels: wire.labels ?? wire.label };
    context.addIssue("the id is not understood");
    return z.NEVER;
  });

interface WrittenVersion {
  readonly id: string;
  readonly labels: readonly string[] | undefined;
}

/** Labels as a list, or as one text with commas. */
function labelsOf() {
  const label = z.union([z.string(), z.object({ label: z.string() }).transform((one) => one.label)]);
  return z
    .union([text.transform((labels) => (labels === undefined ? [] : labels.split(/\s*,\s*/))), z.array(label)])
    .transform((labels) => (labels.length === 0 ? undefined : labels));
}

export const versionPage = pageOf("version_list", wireVersion);

/**
 * All versions with their labels. One version always is CURRENT: if none is, labels are spelled in an unknown way, and the
 * result is undefined.
 */
export function understoodVersions(written: readonly WrittenVersion[]): readonly SecretVersion[] | undefined {
  if (written.length > 0 && !written.some(({ labels }) => labels?.includes("CURRENT") === true)) return undefined;
  return written.map(({ id, labels = [] }) => ({ id, labels }));
}
