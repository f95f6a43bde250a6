/** When a diagnosis runs by itself. */
export interface InspectionSchedule {
  /** How often. */
  frequency: "daily" | "weekly" | "monthly";
  /** With `weekly` a weekday such as `monday`, with `monthly` a day from 1 to 31; not with `daily`. */
  day?: string | number;
  /** When it starts, `HH:MM` in steps of five minutes. Nobody knows in which time zone, UTC or Seoul's. */
  startTime: string;
  /** The checklists that are gone through: `BP` (best practice), `SSI` or both. */
  checkTypes: ("BP" | "SSI")[];
}

/** The key by which Config Inspection looks at the account. */
export interface InspectionAuthKey {
  /** Id of an IAM access key; its user has to be an administrator. */
  id: string;
  /** When the key was made, RFC 3339. */
  createdAt?: string;
  /** When the key expires, RFC 3339. After that runs fail. */
  expiresAt?: string;
}

/** What a run on demand needs. Only a change of `trigger` starts one. */
export interface InspectionRunTrigger {
  /** Any text. A change of it starts a run, once, and waits for its result. */
  trigger: string;
  /** Access key for the run; secret. */
  accessKey: string;
  /** Secret key for the run; secret. */
  secretKey: string;
  /** Id of the tenant: of the account, for SCP. */
  tenantId: string;
}

/** Inputs of a configuration inspection. The service can change none of them: all but `runTrigger` and `tags` replace it. */
export interface ConfigInspectionArgs {
  /** Name: 1 to 25 characters of a-z, A-Z, 0-9, `-` and `_`. Names need not be unique. */
  name: string;
  /** Account that is looked at. */
  accountId: string;
  /** Its cloud: `SCP`, `AWS` or `Azure`. */
  cspType: "SCP" | "AWS" | "Azure";
  /** Plan: `STANDARD` or `MONTHLY`. Each registration is billed, also of the same account. */
  plan: "STANDARD" | "MONTHLY";
  /** Checklist: `BP` (best practice) or `SSI`. */
  checkType: "BP" | "SSI";
  /** The key by which the account is looked at. */
  authKey: InspectionAuthKey;
  /** When it runs by itself. */
  schedule: InspectionSchedule;
  /**
   * Runs on demand; secret as a whole. The first value, of a new or an adopted inspection, does nothing, nor does removing it.
   * A run is billed.
   */
  runTrigger?: InspectionRunTrigger;
  /** Tags: up to 50, keys of 1 to 128 characters, values of up to 256. Taken at creation only. */
  tags?: Record<string, string>;
}

/** How many checks a run made, and how they ended. */
export interface InspectionCounts {
  /** All checks of the run. */
  checked: number;
  /** Checks that passed. */
  passed: number;
  /** Checks that failed. */
  failed: number;
  /** Checks that the service counts as not applicable. */
  notApplicable: number;
  /** Checks that the service counts as errors. */
  errors: number;
}

/** A finished run. */
export interface InspectionRun {
  /** Its name in reports. */
  sequence: string;
  /** The service's word: `Completed`, or another one where a newer run is under way. */
  state: string;
  /** The service's word: `SUCCESS` or another one. */
  result: string;
  /** When it started, RFC 3339. */
  startedAt: string;
  /** How many checks it made, and how they ended. */
  counts: InspectionCounts;
}

/** Outputs of a configuration inspection besides its inputs. */
export interface ConfigInspectionOutputs {
  /** Id of the inspection; the same as `id`. */
  diagnosisId: string;
  /** The latest run that has ended; absent until there is one. */
  latestRun: InspectionRun | undefined;
  /** The service's word for the auth key: `ACTIVATED`, `EXPIRED`. */
  authKeyState: string | undefined;
  /** When the auth key expires. */
  authKeyExpiresAt: string | undefined;
  /** When the inspection was registered. */
  createdAt: string | undefined;
}
