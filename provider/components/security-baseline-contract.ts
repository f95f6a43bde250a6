import type { ConfigInspectionArgs } from "../resources/scp/configinspection/config-inspection-contract";
import type { ComponentKey } from "./component-key-contract";

/** Arguments of a team's baseline. */
export interface SecurityBaselineArgs<Name extends string = string> {
  /**
   * The team's keys by names of its own: inputs of a `KmsKey`, each of which may be left out. Defaults: `purpose` `aes-256`,
   * `rotation` every 90 days, `refuseDeletionWhileUsed` true. Default: one key, `data`. Plain, but the inputs of a key may be
   * Outputs.
   */
  keys?: Record<Name, ComponentKey>;
  /** The account's inspection. Default: none. Plain, but its members may be Outputs. */
  inspection?: BaselineInspection;
  /** From when on something is an alarm. Plain. */
  thresholds?: AlarmThresholds;
  /** Tags of all keys and of the inspection that have none of their own. Taken at creation only. */
  tags?: Record<string, string>;
}

/**
 * The inspection of a baseline: inputs of a `ConfigInspection`. Defaults: `name` is that of the baseline, `cspType` `SCP`, `plan`
 * `STANDARD`, `checkType` `BP`, and `schedule` each Monday at 03:00 with that checklist.
 */
export interface BaselineInspection
  extends
    Pick<ConfigInspectionArgs, "accountId" | "authKey" | "runTrigger" | "tags">,
    Partial<Pick<ConfigInspectionArgs, "name" | "cspType" | "plan" | "checkType" | "schedule">> {
  /** Id of an existing inspection to manage instead of making a new one. */
  adopt?: string;
}

/** From when on something is an alarm. */
export interface AlarmThresholds {
  /** How many checks of the latest run may fail, 0 to 10000. Default: 0. */
  failedChecks?: number;
  /** Days before the end of the auth key, 1 to 365. Default: 30. */
  authKeyDays?: number;
  /** Days without a new run, 1 to 400. Default: 2 where it runs daily, 9 weekly, 33 monthly. */
  runDays?: number;
}

/** Something that the team should look at. */
export interface Alarm {
  /**
   * What it is: `key-disabled`, `key-not-rotating` (automatic rotation is off), `checks-failed`, `run-failed`, `run-overdue`,
   * `auth-key-ending`.
   */
  code: AlarmCode;
  /** The key's name in the baseline, or `inspection`. */
  subject: string;
  /** What is wrong and what to do. */
  message: string;
}

/** What an alarm is about. */
export type AlarmCode =
  "key-disabled" | "key-not-rotating" | "checks-failed" | "run-failed" | "run-overdue" | "auth-key-ending";
