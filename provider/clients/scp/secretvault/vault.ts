import { z } from "zod";

import { tagsField, type Tags } from "../tags";
import { accessKeyId, id, networks, number, pageOf, text, unwrapped } from "../wire";

/** What a vault is made with. */
export interface NewVault {
  readonly name: string;
  readonly accessKeyId: string;
  /** With or without /32. */
  readonly allowedIps: readonly string[];
  readonly temporaryKeyTtlInHours: number;
  readonly tokenTtlInDays: number;
  readonly description: string;
  readonly tags?: Tags | undefined;
}

/** A secret vault as the service shows it. */
export interface VaultRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly accessKeyId: string;
  /** With or without /32, as they are shown. */
  readonly allowedIps: readonly string[];
  readonly temporaryKeyTtlInHours: number | undefined;
  readonly tokenTtlInDays: number | undefined;
  /** Active, Expired, To_Be_Terminated ... */
  readonly state: string;
  readonly tokenId: string | undefined;
  /** Undefined if the reply shows it in encrypted form only. */
  readonly tokenSecret: string | undefined;
  readonly tokenExpiresAt: string | undefined;
  readonly deleteAt: string | undefined;
  readonly accountId: string | undefined;
  readonly createdAt: string | undefined;
}

/** In the examples of show, a field is a list of one item where creation has a plain value (SCP 6.3). */
const wireVault = z
  .object({
    id,
    name: unwrapped(z.string()),
    description: text,
    access_key_id: accessKeyId,
    acl_cidr: networks,
    temporary_key_ttl_nhours: unwrapped(number),
    vault_token_ttl_ndays: unwrapped(number),
    vaultkey_state: text,
    vault_token_id: text,
    vault_token_secret_value: text,
    vault_token_expired_at: text,
    delete_at: text,
    account_id: text,
    created_at: text,
  })
  .transform((wire): VaultRecord => ({
    id: wire.id,
    name: wire.name,
    description: wire.description ?? "",
    accessKeyId: wire.access_key_id,
    allowedIps: wire.acl_cidr ?? [],
    temporaryKeyTtlInHours: wire.temporary_key_ttl_nhours ?? undefined,
    tokenTtlInDays: wire.vault_token_ttl_ndays ?? undefined,
    state: wire.vaultkey_state ?? "",
    tokenId: inClear(wire.vault_token_id),
    tokenSecret: inClear(wire.vault_token_secret_value),
    tokenExpiresAt: wire.vault_token_expired_at,
    deleteAt: wire.delete_at,
    accountId: wire.account_id,
    createdAt: wire.created_at,
  }));

/** What a reply may have instead of a token: an encrypted or masked text, or a word for it. */
const standIn = /\*|^\[|^AES:|^ENC\(|encrypted|masked|hidden/i;

/** A part of a token, or undefined if the reply has a stand-in for it. */
function inClear(value: string | undefined): string | undefined {
  return value === undefined || standIn.test(value) ? undefined : value;
}

/** The API has the addresses as one text with commas, each as a network. */
export function creationBody(vault: NewVault): object {
  const networks = vault.allowedIps.map((address) => (address.endsWith("/32") ? address : `${address}/32`));
  return {
    name: vault.name,
    access_key_id: vault.accessKeyId,
    acl_cidr: networks.join(", "),
    temporary_key_ttl_nhours: vault.temporaryKeyTtlInHours,
    vault_token_ttl_ndays: vault.tokenTtlInDays,
    description: vault.description,
    ...tagsField(vault.tags),
  };
}

export const vaultReply = z.object({ secret_vault: wireVault });
export const vaultPage = pageOf("secret_vaults", wireVault);
