import { createHmac, randomBytes } from "node:crypto";

import { theOnly } from "../the-only";
import { bodyOf, type Answer } from "./answer";
import type { CallOptions, SignedClient } from "./signed-client";

/** A vault as creation answers it; show and the state leave out some. */
export interface VaultRecord {
  readonly id: string;
  readonly name: string;
  readonly vaultkey_state: string;
  readonly access_key_id: string;
  readonly acl_cidr: string;
  readonly description: string | null;
  readonly created_at: string;
  readonly modified_at: string;
  readonly delete_at: string | null;
  readonly waiting_time_ndays: number | null;
  readonly vault_token_id: string;
  readonly vault_token_secret_value: string;
  readonly vault_token_expired_at: string;
  readonly temp_key_expired_at?: string | null;
}

/** A vault as the state shows it. */
export interface StoredVault extends Omit<VaultRecord, "vault_token_secret_value" | "temp_key_expired_at"> {
  readonly tokenSecretSha256: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** In the order of creation. */
  readonly temporaryKeys: readonly {
    readonly access_key: string;
    readonly created_at: string;
    readonly expired_at: string;
  }[];
}

/** What a body for creating a vault needs besides its name and its access key: this machine may ask for keys. */
const newVault = { acl_cidr: "127.0.0.1/32", temporary_key_ttl_nhours: 3, vault_token_ttl_ndays: 30 };

/** Calls of the service of secret vaults. */
export class Vaults {
  constructor(
    private readonly client: SignedClient,
    /** The account's vaults as they are stored. */
    readonly stored: () => Promise<StoredVault[]>,
  ) {}

  /** The account's only one as it is stored. */
  async only(): Promise<StoredVault> {
    return theOnly(await this.stored());
  }

  /** With an access key of its own. */
  async create(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<VaultRecord> {
    const access_key_id = randomBytes(16).toString("hex");
    const body = { ...newVault, name, access_key_id, ...fields };
    return vaultOf(await this.client.call("POST", "/v1/secretvault", { body }));
  }

  async show(id: string): Promise<VaultRecord> {
    return vaultOf(await this.client.call("GET", `/v1/secretvault/${id}`));
  }

  /** Asks a vault for a temporary key: signed with the vault's token alone. */
  requestTemporaryKey(
    { id, ...token }: Pick<VaultRecord, "id" | "vault_token_id" | "vault_token_secret_value">,
    { headers, timestamp }: CallOptions = {},
  ): Promise<Answer> {
    const target = `/v1/temporarykey/${id}`;
    const time = String(timestamp ?? Date.now());
    const clientType = headers?.["Svclienttype"] ?? "Openapi";
    const message = `GET${this.client.address.url}${target}${time}${token.vault_token_id}${clientType}`;
    const signature = createHmac("sha256", token.vault_token_secret_value).update(message).digest("base64");
    const signed = {
      Svaccesskey: token.vault_token_id,
      Svsignature: signature,
      Svtimestamp: time,
      Svclienttype: clientType,
    };
    return this.client.plain("GET", target, { headers: { ...signed, ...headers } });
  }
}

/** The vault in a reply; fails with the reply where there is none. */
export function vaultOf(answer: Answer): VaultRecord {
  return (bodyOf(answer) as { secret_vault: VaultRecord }).secret_vault;
}
