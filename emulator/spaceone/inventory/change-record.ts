import { defineCollection, type Change } from "../../store/collection";
import type { Store } from "../../store/store";
import { newSpaceoneId } from "../identifier";
import { spaceoneTimestamp } from "../timestamp";
import type { CloudService } from "./cloud-service";
import type { Difference } from "./difference";

/**
 * One change of a cloud service, as it is stored. The record of a deletion has neither differences nor an author (SPO
 * 2).
 */
export interface ChangeRecord {
  readonly record_id: string;
  readonly action: "CREATE" | "UPDATE" | "DELETE";
  readonly diff: readonly Difference[];
  readonly diff_count: number;
  readonly updated_by?: "USER";
  readonly domain_id: string;
  readonly cloud_service_id: string;
  readonly created_at: string;
}

export const changeRecords = defineCollection<ChangeRecord>({
  name: "inventory.change-records",
  id: ({ record_id }) => record_id,
  owner: ({ cloud_service_id }) => cloud_service_id,
});

type Subject = Pick<CloudService, "domain_id" | "cloud_service_id">;

/** The newest records of a cloud service that are kept. */
const keptRecords = 1000;

/** The change that records a creation or an update; none where nothing differs. */
export function changesRecorded(
  store: Store,
  action: "CREATE" | "UPDATE",
  subject: Subject,
  diff: readonly Difference[],
  now: number,
): Change[] {
  if (diff.length === 0) return [];
  return [
    ...withoutOldest(store, subject),
    changeRecords.put({ ...newRecord(action, subject, diff, now), updated_by: "USER" }),
  ];
}

/** The change that records a deletion. */
export function deletionRecorded(store: Store, subject: Subject, now: number): Change[] {
  return [...withoutOldest(store, subject), changeRecords.put(newRecord("DELETE", subject, [], now))];
}

/** Makes room for one more record. */
function withoutOldest(store: Store, { cloud_service_id }: Subject): Change[] {
  const records = store.of(changeRecords);
  if (records.countOwned(cloud_service_id) < keptRecords) return [];
  const [oldest] = records.owned(cloud_service_id);
  return oldest ? [changeRecords.drop(oldest.record_id)] : [];
}

function newRecord(
  action: ChangeRecord["action"],
  { domain_id, cloud_service_id }: Subject,
  diff: readonly Difference[],
  now: number,
): ChangeRecord {
  return {
    record_id: newSpaceoneId("record"),
    action,
    diff,
    diff_count: diff.length,
    domain_id,
    cloud_service_id,
    created_at: spaceoneTimestamp(now),
  };
}
