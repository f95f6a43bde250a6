import { createHash } from "node:crypto";

import { theOnly } from "../the-only";
import { bodyOf, type Answer } from "./answer";
import type { SignedClient } from "./signed-client";

/** A secret as replies and the state show it. */
export interface SecretRecord {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly description: string | null;
  readonly acl_cidr: string;
  readonly kms_id: string;
  readonly kms_name: string;
  readonly deleted_at: string | null;
  readonly recent_searched_at: string | null;
  readonly created_at: string;
  readonly modified_at: string;
  readonly private_acl_enabled?: boolean;
  readonly private_acl_resources?: readonly { readonly resource_id: string }[];
}

/** A secret as the state shows it. */
export interface StoredSecret extends SecretRecord {
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly labels: readonly { readonly label: string; readonly version_id: string }[];
  /** In the order of creation. */
  readonly versions: readonly {
    readonly version_id: string;
    readonly labels: readonly string[];
    readonly created_at: string;
    readonly kms_id: string;
    readonly kms_version: number;
    readonly valueSha256: string;
  }[];
}

/** What a body for creating a secret needs besides its name and its key: this machine may read the value. */
const newSecret = { secret_value: '{"user":"kim"}', acl_cidr: "127.0.0.1/32" };

/** Calls of the service of secrets. */
export class Secrets {
  constructor(
    private readonly client: SignedClient,
    /** The account's secrets as they are stored. */
    readonly stored: () => Promise<StoredSecret[]>,
  ) {}

  /** The account's only one as it is stored. */
  async only(): Promise<StoredSecret> {
    return theOnly(await this.stored());
  }

  async create(name: string, kms_id: string, fields: Readonly<Record<string, unknown>> = {}): Promise<SecretRecord> {
    return secretOf(await this.client.call("POST", "/v1/secrets", { body: { ...newSecret, name, kms_id, ...fields } }));
  }

  async show(id: string): Promise<SecretRecord> {
    return secretOf(await this.client.call("GET", `/v1/secrets/${id}`));
  }
}

/** The secret in a reply; fails with the reply where there is none. */
export function secretOf(answer: Answer): SecretRecord {
  return (bodyOf(answer) as { secret: SecretRecord }).secret;
}

/** The digest by which the state shows a value. */
export function digestOfValue(value: object): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** The digest of the value that is read where nothing else is asked for. */
export function currentDigest({ versions }: StoredSecret): string | undefined {
  return versions.find(({ labels }) => labels.includes("CURRENT"))?.valueSha256;
}
