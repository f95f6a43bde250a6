import { z } from "zod";

import { number, text } from "../wire";

/** A change of a cloud service. A field that a reply leaves out is "", 0 or empty. */
export interface ChangeRecord {
  readonly id: string;
  /** CREATE, UPDATE or DELETE. */
  readonly action: string;
  readonly diff: readonly ChangeLine[];
  readonly diffCount: number;
  readonly updatedBy: string;
  readonly cloudServiceId: string;
  readonly collectorId: string;
  readonly jobId: string;
  readonly userId: string;
  readonly createdAt: string;
}

/** One field that has changed. */
interface ChangeLine {
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
  /** ADDED, CHANGED or DELETED. */
  readonly type: string;
}

const line = z
  .object({ key: text, before: z.unknown(), after: z.unknown(), type: text })
  .transform(({ key, before = null, after = null, type }): ChangeLine => ({ key, before, after, type }));

export const changeReply = z
  .object({
    record_id: z.string().min(1),
    action: text,
    diff: z.array(line).nullish(),
    diff_count: number,
    updated_by: text,
    cloud_service_id: text,
    collector_id: text,
    job_id: text,
    user_id: text,
    created_at: text,
  })
  .transform((wire): ChangeRecord => ({
    id: wire.record_id,
    action: wire.action,
    diff: wire.diff ?? [],
    diffCount: wire.diff_count,
    updatedBy: wire.updated_by,
    cloudServiceId: wire.cloud_service_id,
    collectorId: wire.collector_id,
    jobId: wire.job_id,
    userId: wire.user_id,
    createdAt: wire.created_at,
  }));
