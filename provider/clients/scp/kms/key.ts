import { z } from "zod";

import { number, pageOf, text } from "../wire";

/** A KMS key as the service shows it. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly keyType: string | undefined;
  readonly description: string;
  readonly autoRotate: boolean;
  /** Days between automatic rotations. */
  readonly rotateCycle: number | undefined;
  /** Creating, Active, Stop, To_Be_Terminated or Error. */
  readonly state: string;
  readonly currentVersion: number | undefined;
  readonly nextRotateAt: string | undefined;
  readonly deleteAt: string | undefined;
  /** `user`, or `scp` for keys that the platform manages. Only some operations show it. */
  readonly managedType: string | undefined;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  readonly createdAt: string | undefined;
  readonly createdBy: string | undefined;
}

const wireKey = z
  .object({
    id: z.string().min(1),
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
    autoRotate: wire.auto_rotate === "Y",
    rotateCycle: wire.rotate_cycle ?? undefined,
    state: wire.delete_target_yn === "Y" ? "To_Be_Terminated" : (wire.state ?? "Active"),
    currentVersion: wire.current_version ?? undefined,
    nextRotateAt: wire.next_rotate_at,
    deleteAt: wire.delete_at,
    managedType: wire.managed_type,
    region: wire.region,
    accountId: wire.account_id,
    createdAt: wire.created_at,
    createdBy: wire.created_by,
  }));

export const keyReply = z.object({ key: wireKey });
export const keyPage = pageOf("keys", wireKey);
export const usersReply = z.object({ user: z.array(z.object({ user_id: text, user_name: text })) });
export const duplicateReply = z.object({ isDuplicateName: z.boolean() });
