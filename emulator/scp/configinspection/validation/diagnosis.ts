import { z } from "zod";
import { formatTimestamp } from "../../../timestamp";
import { accessKeyId } from "../../validation/access-key-id";
import { tagList } from "../../validation/tags";
import { parseDateTime } from "../date";
import { frequencyOf, isFrequencyValue } from "../schedule";

// Schemas of request bodies. They are written apart from the provider's checks, so that each can find a mistake in the
// other. Unknown fields are ignored.

const diagnosisId = z.string().regex(/^DIA-[0-9A-F]{32}$/);

const checkType = z.enum(["BP", "SSI"]);

const flag = z.enum(["y", "n"]);

/** Any text is accepted as the id of an account, a tenant or a key: the emulator cannot check them. */
const anyId = z.string().min(1);

/** A date such as `2022-01-01 12:00:00`, which is stored as RFC 3339. */
const dateTime = z
  .string()
  .refine((text) => parseDateTime(text) !== undefined, { error: "Input should be a valid datetime" })
  .transform((text) => formatTimestamp(parseDateTime(text) ?? 0))
  .nullable()
  .default(null);

const authKey = z.object({
  auth_key_created_at: dateTime,
  auth_key_expired_at: dateTime,
  auth_key_id: accessKeyId,
  diagnosis_id: diagnosisId.nullish(),
});

const schedule = z
  .object({
    diagnosis_id: diagnosisId,
    /** Hours and minutes in steps of five (SCP 5). */
    diagnosis_start_time_pattern: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5][05]$/),
    frequency_type: z
      .string()
      .refine((type) => frequencyOf(type) !== undefined, { error: "Input should be 'month' or 'week' or 'day'" }),
    frequency_value: z.string(),
    use_diagnosis_check_type_bp: flag,
    use_diagnosis_check_type_ssi: flag,
  })
  .refine(({ frequency_type, frequency_value }) => isFrequencyValue(frequency_type, frequency_value), {
    error: "Value should fit its type",
  });

export const saveDiagnosisRequest = z
  .object({
    account_id: anyId,
    auth_key_request: authKey,
    csp_type: z.enum(["SCP", "AWS", "Azure"]),
    diagnosis_account_id: anyId,
    diagnosis_check_type: checkType,
    diagnosis_id: diagnosisId,
    diagnosis_name: z
      .string()
      .max(25)
      .regex(/^[a-zA-Z0-9-_]+$/),
    diagnosis_type: z.enum(["Console"]),
    plan_type: z.enum(["STANDARD", "MONTHLY"]),
    schedule_request: schedule,
    tags: tagList.default([]),
  })
  .refine(
    (body) => isOneId(body.diagnosis_id, body.auth_key_request.diagnosis_id, body.schedule_request.diagnosis_id),
    {
      error: "Ids should be the same",
    },
  );

function isOneId(id: string, ...others: readonly (string | null | undefined)[]): boolean {
  return others.every((other) => (other ?? id) === id);
}

export const diagnosisRequest = z.object({
  access_key: anyId,
  diagnosis_check_type: checkType,
  diagnosis_id: diagnosisId,
  secret_key: anyId,
  tenant_id: anyId,
});
