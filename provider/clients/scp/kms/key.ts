import { z } from "zod";

import { tagsField, type Tags } from "../tags";
import { id, number, optional, pageOf, text } from "../wire";

/** When a key gets a new version by itself. */
export interface KeyRotation {
  readonly enabled: boolean;
  readonly periodInDays: number;
}

/** What a key is made with. */
export interface NewKey {
  readonly name: string;
  readonly purpose: string;
  readonly keyType: string;
  readonly description: string;
  readonly rotation: KeyRotation;
  readonly tags?: Tags | undefined;
}

/** A KMS key as the service shows it. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly keyType: string | undefined;
  readonly description: string;
  readonly isRotated: boolean;
  readonly rotationPeriodInDays: number | undefined;
  /** Creating, Active, Stop, To_Be_Terminated or Error. */
  readonly state: string;
  readonly currentVersion: number | undefined;
  readonly nextRotationAt: string | undefined;
  readonly deleteAt: string | undefined;
  /** `user`, or `scp` for keys that the platform manages. Only some operations show it. */
  readonly managedType: string | undefined;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  readonly createdAt: string | undefined;
  readonly createdBy: string | undefined;
}

/** Something that uses a key. */
export interface KeyUser {
  readonly id: string | undefined;
  readonly name: string;
}

const wireKey = z
  .object({
    id,
    name: z.string(),
    purpose: z.string(),
    key_type: text,
    description: text,
    auto_rotate: text,
    rotate_cycle: number,
    state: text,
    delete_target_yn: text,
    current_version: number,
    next_rotate_at: text,
    delete_at: text,
    managed_type: text,
    region: text,
    account_id: text,
    created_at: text,
    created_by: text,
  })
  .transform((wire): Key => ({
    id: wire.id,
    name: wire.name,
    purpose: wire.purpose,
    keyType: wire.key_type,
    description: wire.description ?? "",
    isRotated: wire.auto_rotate === "Y",
    // While rotation is off a service may have 0 for no cycle.
    rotationPeriodInDays: wire.rotate_cycle === 0 ? undefined : (wire.rotate_cycle ?? undefined),
    state: wire.delete_target_yn === "Y" ? "To_Be_Terminated" : (wire.state ?? "Active"),
    currentVersion: wire.current_version ?? undefined,
    nextRotationAt: wire.next_rotate_at,
    deleteAt: wire.delete_at,
    managedType: wire.managed_type,
    region: wire.region,
    accountId: wire.account_id,
    createdAt: wire.created_at,
    createdBy: wire.created_by,
  }));

const wireUser = z
  .object({ user_id: optional(id), user_name: text })
  .transform((wire): KeyUser => ({ id: wire.user_id, name: wire.user_name ?? wire.user_id ?? "unnamed" }));

/** The API wants a cycle also while rotation is off. */
export function rotationBody({ enabled, periodInDays }: KeyRotation): object {
  return { auto_rotate: enabled ? "Y" : "N", rotate_cycle: periodInDays };
}

export function creationBody({ name, purpose, keyType, description, rotation, tags }: NewKey): object {
  return { name, purpose, key_type: keyType, description, ...rotationBody(rotation), ...tagsField(tags) };
}

export const keyReply = z.object({ key: wireKey });
export const keyPage = pageOf("keys", wireKey);
export const usersReply = z.object({ user: z.array(wireUser) });
export const duplicateReply = z.object({ isDuplicateName: z.boolean() });
