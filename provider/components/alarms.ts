import type { ConfigInspectionArgs, InspectionRun } from "../resources/scp/configinspection/config-inspection-contract";
import { dayMs, timeOf } from "../words/times";
import type { Alarm, AlarmThresholds } from "./security-baseline-contract";

/** What alarms are made of: outputs of a baseline's keys and of its inspection. */
export interface Watched {
  readonly keys: Readonly<
    Record<string, { readonly enabled: boolean; readonly rotation: { readonly enabled: boolean } }>
  >;
  readonly inspection?: {
    readonly schedule: Pick<ConfigInspectionArgs["schedule"], "frequency">;
    readonly latestRun: InspectionRun | undefined;
    readonly authKeyExpiresAt: string | undefined;
    readonly createdAt: string | undefined;
  };
}

/** The usual time between two runs, and a day or two for a run to end. */
const usualRunDays = { daily: 2, weekly: 9, monthly: 33 } as const;
const usualAuthKeyDays = 30;

/** What a team should look at, by the time of this machine. */
export function alarmsOf({ keys, inspection }: Watched, thresholds: AlarmThresholds, nowMs: number): Alarm[] {
  return [
    ...Object.entries(keys).flatMap(([name, key]) => keyAlarms(name, key)),
    ...(inspection === undefined ? [] : inspectionAlarms(inspection, thresholds, nowMs)),
  ];
}

function keyAlarms(subject: string, { enabled, rotation }: Watched["keys"][string]): Alarm[] {
  const alarms: Alarm[] = [];
  if (!enabled) {
    const message = "the key is stopped, and what it encrypts cannot be read: set enabled to true";
    alarms.push({ code: "key-disabled", subject, message });
  }
  if (!rotation.enabled) {
    const message = "the key does not rotate by itself: turn its rotation on";
    alarms.push({ code: "key-not-rotating", subject, message });
  }
  return alarms;
}

const subject = "inspection";

function inspectionAlarms(
  inspection: NonNullable<Watched["inspection"]>,
  { failedChecks = 0, authKeyDays = usualAuthKeyDays, runDays }: AlarmThresholds,
  nowMs: number,
): Alarm[] {
  const { latestRun, schedule, createdAt, authKeyExpiresAt } = inspection;
  return [
    ...(latestRun === undefined ? [] : runAlarms(latestRun, failedChecks)),
    ...overdueAlarms(latestRun?.startedAt ?? createdAt, runDays ?? usualRunDays[schedule.frequency], nowMs),
    ...authKeyAlarms(authKeyExpiresAt, authKeyDays, nowMs),
  ];
}

function runAlarms({ sequence, result, counts }: InspectionRun, failedChecks: number): Alarm[] {
  // Other words than SUCCESS and FAIL are not documented (SCP 5): those that look like a failure count as one.
  if (/fail|error|cancel/i.test(result)) {
    const message = `the run ${sequence} ended with ${result}: look at its report in the console`;
    return [{ code: "run-failed", subject, message }];
  }
  if (counts.failed <= failedChecks) return [];
  const message = `${String(counts.failed)} of ${String(counts.checked)} checks of the run ${sequence} failed: look at its report`;
  return [{ code: "checks-failed", subject, message }];
}

function overdueAlarms(since: string | undefined, days: number, nowMs: number): Alarm[] {
  if (!(timeOf(since ?? "") + days * dayMs < nowMs)) return [];
  const message = `there was no run for ${String(days)} days, since ${since ?? ""}: look at the inspection's schedule and auth key`;
  return [{ code: "run-overdue", subject, message }];
}

function authKeyAlarms(end: string | undefined, days: number, nowMs: number): Alarm[] {
  if (!(timeOf(end ?? "") - days * dayMs < nowMs)) return [];
  const message = `the auth key ends on ${end ?? ""}, and runs fail from then on: give another authKey`;
  return [{ code: "auth-key-ending", subject, message }];
}
