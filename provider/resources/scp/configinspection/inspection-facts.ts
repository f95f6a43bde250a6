import type { DiagnosisRecord } from "../../../clients/scp/configinspection/diagnosis";
import type { ConfigInspectionArgs, ConfigInspectionOutputs } from "./config-inspection-contract";
import { shownAuthKey } from "./inspection-auth-key";
import { runOf, type Found } from "./inspection-run";
import { shownSchedule } from "./inspection-schedule";
import { knownWord } from "./words";

export const cspTypes = ["SCP", "AWS", "Azure"] as const;
export const plans = ["STANDARD", "MONTHLY"] as const;
export const checkTypes = ["BP", "SSI"] as const;

/** An inspection as the inputs that would register it. Lists lack `authKey` and `schedule`. `known`: those in state. */
export function shownInspectionInputs(
  diagnosis: DiagnosisRecord,
  known: Partial<ConfigInspectionArgs> = {},
): Partial<ConfigInspectionArgs> {
  return present({
    name: diagnosis.name,
    accountId: diagnosis.accountId,
    cspType: knownWord(cspTypes, diagnosis.cspType),
    plan: knownWord(plans, diagnosis.plan),
    checkType: knownWord(checkTypes, diagnosis.checkType),
    authKey: shownAuthKey(diagnosis.authKey),
    schedule: diagnosis.schedule && shownSchedule(diagnosis.schedule, known.schedule),
  });
}

export function shownInspectionOutputs({ diagnosis, report }: Found): ConfigInspectionOutputs {
  return {
    diagnosisId: diagnosis.id,
    latestRun: report === undefined ? undefined : runOf(diagnosis, report),
    authKeyState: diagnosis.authKey?.state,
    authKeyExpiresAt: diagnosis.authKey?.expiresAt,
    createdAt: diagnosis.createdAt,
  };
}

/** Leaves out empty and unknown values: a difference would delete the inspection and its reports, so their inputs stay. */
function present(shown: {
  readonly [Name in keyof ConfigInspectionArgs]?: ConfigInspectionArgs[Name] | undefined;
}): Partial<ConfigInspectionArgs> {
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined && value !== ""));
}
