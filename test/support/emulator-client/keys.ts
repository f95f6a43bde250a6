import { theOnly } from "../the-only";
import { bodyOf, type Answer } from "./answer";
import type { SignedClient } from "./signed-client";

/** A key as replies and the state show it. */
export interface KeyRecord {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly description: string;
  readonly purpose: string;
  readonly auto_rotate: string;
  readonly rotate_cycle: number;
  readonly current_version: number;
  readonly next_rotate_at: string | null;
  readonly delete_at: string | null;
  readonly delete_target_yn: string;
  readonly managed_type?: string;
  readonly created_at: string;
  readonly modified_at: string;
  readonly use_count: number;
  readonly publicKeys?: Readonly<Record<string, string>>;
}

/** What a body for creating a key needs besides its name. */
const newKey = { auto_rotate: "N", description: "", purpose: "aes-256", rotate_cycle: 90 };

/** Calls of the service of keys. */
export class Keys {
  constructor(
    private readonly client: SignedClient,
    /** The account's keys as they are stored. */
    readonly stored: () => Promise<KeyRecord[]>,
  ) {}

  /** The account's only one as it is stored. */
  async only(): Promise<KeyRecord> {
    return theOnly(await this.stored());
  }

  async create(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<KeyRecord> {
    return keyOf(await this.client.call("POST", "/v1/kms/transit", { body: { ...newKey, name, ...fields } }));
  }

  /** Uses a key: `encrypt`, `hmac/verify` and so on. */
  use(operation: string, { id }: Pick<KeyRecord, "id">, body: Readonly<Record<string, unknown>>): Promise<Answer> {
    return this.client.call("POST", `/v1/kms/openapi/${operation}/${id}`, { body });
  }

  async rotate({ id }: Pick<KeyRecord, "id">): Promise<KeyRecord> {
    return keyOf(await this.client.call("POST", `/v1/kms/transit/${id}/rotate`));
  }

  async show(id: string): Promise<KeyRecord> {
    return keyOf(await this.client.call("GET", `/v1/kms/transit/${id}`));
  }
}

/** The key in a reply; fails with the reply where there is none. */
export function keyOf(answer: Answer): KeyRecord {
  return (bodyOf(answer) as { key: KeyRecord }).key;
}
