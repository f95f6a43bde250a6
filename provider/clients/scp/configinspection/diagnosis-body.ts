import { tagsField, type Tags } from "../tags";
import { scheduleBody, type Schedule } from "./schedule";

/** What a diagnosis is registered with. */
export interface NewDiagnosis {
  readonly name: string;
  /** The account that is looked at. */
  readonly accountId: string;
  readonly cspType: string;
  readonly plan: string;
  readonly checkType: string;
  readonly authKey: NewAuthKey;
  readonly schedule: Schedule;
  readonly tags?: Tags | undefined;
}

interface NewAuthKey {
  readonly id: string;
  /** RFC 3339, as the next one. */
  readonly createdAt?: string;
  readonly expiresAt?: string;
}

/** What a run on demand needs. */
export interface RunRequest {
  readonly checkType: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly tenantId: string;
}

/** The id is in three places. */
export function registrationBody(id: string, diagnosis: NewDiagnosis): object {
  return {
    diagnosis_id: id,
    diagnosis_name: diagnosis.name,
    account_id: diagnosis.accountId,
    diagnosis_account_id: diagnosis.accountId,
    csp_type: diagnosis.cspType,
    plan_type: diagnosis.plan,
    diagnosis_check_type: diagnosis.checkType,
    diagnosis_type: "Console",
    auth_key_request: { diagnosis_id: id, ...authKeyBody(diagnosis.authKey) },
    schedule_request: { diagnosis_id: id, ...scheduleBody(diagnosis.schedule) },
    ...tagsField(diagnosis.tags),
  };
}

export function runBody(id: string, { checkType, accessKey, secretKey, tenantId }: RunRequest): object {
  return {
    diagnosis_id: id,
    diagnosis_check_type: checkType,
    access_key: accessKey,
    secret_key: secretKey,
    tenant_id: tenantId,
  };
}

function authKeyBody({ id, createdAt, expiresAt }: NewAuthKey): object {
  return {
    auth_key_id: id,
    ...(createdAt === undefined ? {} : { auth_key_created_at: dateTime(createdAt) }),
    ...(expiresAt === undefined ? {} : { auth_key_expired_at: dateTime(expiresAt) }),
  };
}

/** "2022-01-01 12:00:00" goes in, and RFC 3339 comes back (SCP 5). */
function dateTime(rfc3339: string): string {
  return new Date(rfc3339).toISOString().slice(0, 19).replace("T", " ");
}
