import { defineCollection } from "../../store/collection";
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

/** No record where nothing differs. */
export function changesRecorded(
  action: "CREATE" | "UPDATE",
  subject: Subject,
  diff: readonly Difference[],
  now: number,
): ChangeRecord[] {
  return diff.length === 0 ? [] : [{ ...newRecord(action, subject, diff, now), updated_by: "USER" }];
}

export function deletionRecord(subject: Subject, now: number): ChangeRecord {
  return newRecord("DELETE", subject, [], now);
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
