import { randomUUID } from "node:crypto";
import type { Change } from "../../store/collection";
import { formatTimestamp } from "../../timestamp";
import type { Account } from "../account";
import { newId } from "../identifier";
import { ownership } from "../ownership";
import type { Place } from "../place";
import { managedKeys, type Key } from "./key";

/** The platform's own key that each account has in each region from its first request there. Users can change its description only. */
export function startManagedKey(account: Account, place: Place, now: number): Change[] {
  const platform = newId();
  const key: Key = {
    ...ownership({ account, place }),
    auto_rotate: "N",
    created_at: formatTimestamp(now),
    created_by: platform,
    current_version: 1,
    delete_at: null,
    delete_target_yn: "N",
    description: "Kept by the platform",
    id: newId(),
    key_type: "advanced",
    managed_type: "scp",
    modified_at: formatTimestamp(now),
    modified_by: platform,
    name: "scp-managed-key",
    next_rotate_at: null,
    order_ref: randomUUID(),
    purpose: "aes-256",
    region: place.region,
    rotate_cycle: 90,
    secret_ref: null,
    state: "Active",
    use_count: 0,
    tags: [],
  };
  return [managedKeys.put(key)];
}
