import { defineCollection } from "../../store/collection";
import { ownerOf, type Owned } from "../ownership";
import type { Tag } from "../validation/tags";
import type { KeyPurpose } from "./key-purpose";

/** What is stored is never `Creating` or `Error`, which the reference has as well. */
export type KeyState = "Creating" | "Active" | "Error" | "Stop" | "To_Be_Terminated";

/** A key as it is stored. Names and types are those of the reference; dates are RFC 3339 in whole seconds. */
export interface Key extends Owned {
  readonly auto_rotate: "Y" | "N";
  readonly created_at: string;
  readonly created_by: string;
  readonly current_version: number;
  readonly delete_at: string | null;
  readonly delete_target_yn: "Y" | "N";
  readonly description: string;
  readonly id: string;
  readonly key_type: "basic" | "advanced";
  readonly managed_type: "user" | "scp";
  readonly modified_at: string;
  readonly modified_by: string;
  readonly name: string;
  readonly next_rotate_at: string | null;
  readonly order_ref: string | null;
  readonly purpose: KeyPurpose;
  readonly region: string;
  /** Days. */
  readonly rotate_cycle: number;
  readonly secret_ref: string | null;
  readonly state: KeyState;
  readonly use_count: number;
  readonly tags: readonly Tag[];
}

/** Keys that users have made. A name stays taken while its key waits for deletion. */
export const keys = defineCollection<Key>({
  name: "kms.keys",
  id: ({ id }) => id,
  owner: ownerOf,
  unique: ({ name }) => name,
  dueAt,
});

/** Keys that the platform keeps for an account. */
export const managedKeys = defineCollection<Key>({
  name: "kms.managed-keys",
  id: ({ id }) => id,
  owner: ownerOf,
  unique: ({ name }) => name,
});

/** The time when a key is deleted or rotated by itself. */
function dueAt(key: Key): number | undefined {
  if (key.state === "To_Be_Terminated") return key.delete_at === null ? undefined : Date.parse(key.delete_at);
  if (key.state !== "Active" && key.state !== "Stop") return undefined;
  return key.next_rotate_at === null ? undefined : Date.parse(key.next_rotate_at);
}
