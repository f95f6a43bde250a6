import * as pulumi from "@pulumi/pulumi";

import { Certificate, ConfigInspection, KmsKey, ManagedKmsKey, Secret, SecretVault } from "../classes";
import { isKnown } from "../program/known";

/** Resources of Samsung Cloud Platform that can stand in SpaceONE's inventory. */
export type Mirrored = KmsKey | ManagedKmsKey | Secret | SecretVault | Certificate | ConfigInspection;

/** How the resources of a kind stand in the inventory. */
interface MirroredKind<Resource> {
  readonly isInstance: (value: unknown) => boolean;
  readonly group: string;
  readonly type: string;
  /** The property that the entry is named by. */
  readonly name: keyof Resource & string;
  /** The properties that tell its account and its region, where it has them. */
  readonly account?: keyof Resource & string;
  readonly region?: keyof Resource & string;
  /** An output that each resource has: a preview does not know it where the resource is to be made or updated. */
  readonly witness: keyof Resource & string;
  /** Properties that become the entry's data: never a value, a token or another secret. */
  readonly facts: readonly (keyof Resource & string)[];
}

const key: MirroredKind<KmsKey> = {
  isInstance: KmsKey.isInstance,
  group: "KMS",
  type: "Key",
  name: "name",
  account: "accountId",
  region: "region",
  witness: "state",
  facts: [
    "id",
    "purpose",
    "keyType",
    "description",
    "enabled",
    "rotation",
    "state",
    "currentVersion",
    "nextRotationAt",
    "createdAt",
  ],
};

const managedKey: MirroredKind<ManagedKmsKey> = {
  isInstance: ManagedKmsKey.isInstance,
  group: "KMS",
  type: "ManagedKey",
  name: "id",
  account: "accountId",
  region: "region",
  witness: "state",
  facts: ["id", "description", "state", "currentVersion", "nextRotationAt", "createdAt"],
};

const secret: MirroredKind<Secret> = {
  isInstance: Secret.isInstance,
  group: "SecretsManager",
  type: "Secret",
  name: "name",
  region: "region",
  witness: "state",
  facts: ["id", "kmsKeyId", "description", "allowedCidrs", "state", "versionId", "previousVersionId", "labels"],
};

const vault: MirroredKind<SecretVault> = {
  isInstance: SecretVault.isInstance,
  group: "SecretVault",
  type: "Vault",
  name: "name",
  witness: "state",
  facts: ["id", "accessKeyId", "allowedIps", "temporaryKeyTtlInHours", "description", "state", "tokenExpiresAt"],
};

const certificate: MirroredKind<Certificate> = {
  isInstance: Certificate.isInstance,
  group: "CertificateManager",
  type: "Certificate",
  name: "name",
  witness: "state",
  facts: ["id", "kind", "state", "notBefore", "notAfter", "keyBitSize", "fingerprint", "renewalDue"],
};

const inspection: MirroredKind<ConfigInspection> = {
  isInstance: ConfigInspection.isInstance,
  group: "ConfigInspection",
  type: "Inspection",
  name: "name",
  witness: "diagnosisId",
  facts: ["id", "accountId", "cspType", "plan", "checkType", "schedule", "latestRun", "authKeyExpiresAt", "createdAt"],
};

const kinds: readonly MirroredKind<never>[] = [key, managedKey, secret, vault, certificate, inspection];

/** An entry of the inventory, as far as its resource tells it. */
export interface Entry {
  readonly cloudServiceGroup: string;
  readonly cloudServiceType: string;
  readonly name: pulumi.Output<string>;
  readonly account: pulumi.Output<string | null>;
  readonly regionCode: pulumi.Output<string | null>;
  readonly data: Readonly<Record<string, pulumi.Output<unknown>>>;
}

/** Whether a value is a resource that can stand in the inventory. */
export function isMirrored(value: unknown): value is Mirrored {
  return kinds.some(({ isInstance }) => isInstance(value));
}

/** The entry of a resource; account and region are those that it tells, which not all kinds do. */
export function entryOf(resource: Mirrored): Entry {
  const kind = kinds.find(({ isInstance }) => isInstance(resource));
  if (kind === undefined) throw new TypeError("resources of this kind cannot stand in the inventory");
  const properties = resource as unknown as Readonly<Record<string, pulumi.Output<unknown>>>;
  const fact = <T>(name: string | undefined): pulumi.Output<T | null> =>
    presentOrNull(properties[name ?? ""], properties[kind.witness]) as pulumi.Output<T | null>;
  return {
    cloudServiceGroup: kind.group,
    cloudServiceType: kind.type,
    name: pulumi.output(properties[kind.name]) as pulumi.Output<string>,
    account: fact(kind.account),
    regionCode: fact(kind.region),
    data: Object.fromEntries(kind.facts.map((name) => [snakeCase(name), fact(name).apply(asFact)])),
  };
}

const nothing: pulumi.Output<unknown> = pulumi.output(undefined);

/**
 * A property, or null where it is absent. In a preview Pulumi takes an absent output for unknown, and the entry would be shown as
 * changed each time: if another output of the resource is known, this one is absent.
 */
function presentOrNull(
  property: pulumi.Output<unknown> = nothing,
  witness: pulumi.Output<unknown> = nothing,
): pulumi.Output<unknown> {
  const isAbsent = Promise.all([isKnown(witness), isKnown(property)]).then(([isThere, isTold]) => isThere && !isTold);
  return pulumi.output(isAbsent).apply((absent) => (absent ? null : property.apply((known) => known ?? null)));
}

/** A value as collectors write it. */
function asFact(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [snakeCase(name), asFact(part)]));
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
