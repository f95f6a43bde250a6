import { defineCollection } from "../../store/collection";
import { ownerOf } from "../ownership";
import type { Tag } from "../validation/tags";

export type CheckType = "BP" | "SSI";

/** The access key with which a diagnosis reads the inspected account. Dates are RFC 3339; null where none was given. */
export interface AuthKey {
  readonly auth_key_id: string;
  readonly auth_key_created_at: string | null;
  readonly auth_key_expired_at: string | null;
}

/** The schedule of a diagnosis, as it was sent. */
export interface Schedule {
  readonly diagnosis_id: string;
  readonly diagnosis_start_time_pattern: string;
  readonly frequency_type: string;
  readonly frequency_value: string;
  readonly use_diagnosis_check_type_bp: "y" | "n";
  readonly use_diagnosis_check_type_ssi: "y" | "n";
}

/** A diagnosis as it is stored. Names and types are those of the reference; dates are RFC 3339. */
export interface Diagnosis {
  /** The account that saved the diagnosis; `account_id` is only what the request said. */
  readonly owner_id: string;
  /** `s/kr-west1`; undefined in what an emulator with one region has stored. */
  readonly place?: string;
  readonly user_id: string;
  readonly created_at: string;
  readonly account_id: string;
  readonly csp_type: "SCP" | "AWS" | "Azure";
  readonly diagnosis_account_id: string;
  readonly diagnosis_check_type: CheckType;
  readonly diagnosis_id: string;
  readonly diagnosis_name: string;
  readonly diagnosis_type: "Console";
  readonly plan_type: "STANDARD" | "MONTHLY";
  readonly auth_key: AuthKey;
  readonly schedule: Schedule;
  readonly tags: readonly Tag[];
  /** The time of its next scheduled run; null where its schedule uses no checklist. */
  readonly next_run_at: string | null;
}

/** The account and place that a diagnosis belongs to. */
export function diagnosisOwner({ owner_id, place }: Diagnosis): string {
  return ownerOf({ account_id: owner_id, ...(place !== undefined && { place }) });
}

/** Clients choose the ids, so an id is taken for all accounts. */
export const diagnoses = defineCollection<Diagnosis>({
  name: "configinspection.diagnoses",
  id: ({ diagnosis_id }) => diagnosis_id,
  owner: diagnosisOwner,
  dueAt: ({ next_run_at }) => (next_run_at === null ? undefined : Date.parse(next_run_at)),
});
