import type { DiagnosisRecord, ReportRecord } from "../../../clients/scp/configinspection/diagnosis";
import type { Context } from "../../../lifecycle/context";
import { defineResource } from "../../../lifecycle/define-resource";
import { nameField, oneOf } from "../../fields";
import type { ConfigInspectionArgs, ConfigInspectionOutputs, InspectionRun } from "./config-inspection-contract";
import { authKeySchema, sameAuthKey, shownAuthKey, strangeTimes } from "./inspection-auth-key";
import { sameSchedule, scheduleSchema, shownSchedule, strangeSchedule } from "./inspection-schedule";
import { creationTags } from "../tags";
import { dayMs, timeOf } from "../../../words/times";
import { knownWord, strangeWord } from "./words";

interface Found {
  readonly diagnosis: DiagnosisRecord;
  readonly report: ReportRecord | undefined;
}

/** Auth keys that expire within so many days are told at each refresh. */
const warnDays = 30;
const cspTypes = ["SCP", "AWS", "Azure"] as const;
const plans = ["STANDARD", "MONTHLY"] as const;
const checkTypes = ["BP", "SSI"] as const;
const firstPauseMs = 1000;
const longestPauseMs = 10_000;

/** A registration of Config Inspection (API reference, section 2). */
export const configInspection = defineResource<ConfigInspectionArgs, ConfigInspectionOutputs, Found>({
  kind: "ConfigInspection",
  cloud: "scp",
  noun: "configuration inspection",
  inputs: {
    name: {
      change: "replace",
      required: true,
      schema: (z) => nameField(z, { characters: ["a-z", "A-Z", "0-9", "_", "-"], min: 1, max: 25 }),
    },
    accountId: { change: "replace", required: true, schema: (z) => z.string().min(1, "must be the id of an account") },
    cspType: {
      change: "replace",
      required: true,
      schema: (z) => oneOf(z, cspTypes),
    },
    plan: {
      change: "replace",
      required: true,
      schema: (z) => oneOf(z, plans),
    },
    checkType: {
      change: "replace",
      required: true,
      schema: (z) => oneOf(z, checkTypes),
    },
    authKey: { change: "replace", required: true, schema: authKeySchema, same: sameAuthKey },
    schedule: { change: "replace", required: true, schema: scheduleSchema, same: sameSchedule },
    runTrigger: {
      change: "trigger",
      secret: true,
      whole: "no null",
      schema: (z) =>
        z.strictObject({
          trigger: z.string(),
          accessKey: z.string().min(1),
          secretKey: z.string().min(1),
          tenantId: z.string().min(1),
        }),
      same: (a, b) => a.trigger === b.trigger,
    },
    tags: creationTags,
  },
  outputs: {
    diagnosisId: "plain",
    latestRun: "plain",
    authKeyState: "plain",
    authKeyExpiresAt: "plain",
    createdAt: "plain",
  },
  identify: ({ diagnosis }) => ({
    id: diagnosis.id,
    name: diagnosis.name,
    phase: "ready",
    state: diagnosis.recentState ?? "",
    createdAt: diagnosis.createdAt,
    deleteAt: undefined,
    region: undefined,
    // What the service shows is the account that is looked at, not the one that owns the inspection (SCP 5).
    account: undefined,
  }),
  inputsOf: ({ diagnosis }) =>
    present({
      name: diagnosis.name,
      accountId: diagnosis.accountId,
      cspType: knownWord(cspTypes, diagnosis.cspType),
      plan: knownWord(plans, diagnosis.plan),
      checkType: knownWord(checkTypes, diagnosis.checkType),
      authKey: shownAuthKey(diagnosis.authKey),
      schedule: diagnosis.schedule && shownSchedule(diagnosis.schedule),
    }),
  notUnderstood: ({ diagnosis }) => [
    ...strangeWord("cspType", cspTypes, diagnosis.cspType),
    ...strangeWord("plan", plans, diagnosis.plan),
    ...strangeWord("checkType", checkTypes, diagnosis.checkType),
    ...strangeTimes(diagnosis.authKey),
    ...(diagnosis.schedule === undefined ? [] : strangeSchedule(diagnosis.schedule)),
  ],
  outputsOf: ({ diagnosis, report }) => ({
    diagnosisId: diagnosis.id,
    latestRun: report === undefined ? undefined : runOf(diagnosis, report),
    authKeyState: diagnosis.authKey?.state,
    authKeyExpiresAt: diagnosis.authKey?.expiresAt,
    createdAt: diagnosis.createdAt,
  }),
  notice: ({ diagnosis }, { authKey }, nowMs) => {
    const expiresAt = shownAuthKey(diagnosis.authKey)?.expiresAt ?? authKey?.expiresAt;
    if (expiresAt === undefined || !(timeOf(expiresAt) - warnDays * dayMs <= nowMs)) return undefined;
    return (
      `the auth key of the configuration inspection ${diagnosis.name} expires on ${expiresAt}, and runs fail from then on: ` +
      "give another authKey, which registers the inspection anew"
    );
  },
  find: async (context, id) => found(context, await context.scp.inspections.showDiagnosis(id)),
  creationToken: {
    make: (random) =>
      `DIA-${Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
        .join("")
        .toUpperCase()}`,
    find: async ({ scp }, id) =>
      (await scp.inspections.listDiagnoses({ diagnosis_id: id }))
        .filter((diagnosis) => diagnosis.id === id)
        .map((diagnosis) => ({ diagnosis, report: undefined })),
  },
  // The list shows no reports.
  listing: {
    list: async ({ scp }) =>
      (await scp.inspections.listDiagnoses()).map((diagnosis) => ({ diagnosis, report: undefined })),
    isPartial: true,
  },
  create: async ({ scp, refuse }, inputs, token) => {
    const { isSaved, id } = await scp.inspections.saveDiagnosis(token, inputs);
    if (!isSaved) {
      refuse("Config Inspection answers that the inspection was not registered, without a reason: check authKey");
    }
    return { diagnosis: justSaved(id, inputs), report: undefined };
  },
  complete: async (context, { diagnosis }) => found(context, await context.scp.inspections.showDiagnosis(diagnosis.id)),
  steps: [
    {
      name: "run",
      inputs: ["runTrigger"],
      afterLostReply: {
        version: ({ diagnosis, report }) => `${diagnosis.recentAt ?? "never"} ${report?.sequence ?? ""}`,
      },
      run: async ({ scp, refuse }, id, { runTrigger, checkType }) => {
        if (runTrigger === undefined) return undefined;
        const { accessKey, secretKey, tenantId } = runTrigger;
        if (!(await scp.inspections.requestDiagnosis(id, { checkType, accessKey, secretKey, tenantId }))) {
          refuse("Config Inspection answers that no run was started, without a reason: check the keys of runTrigger");
        }
        return undefined;
      },
    },
    {
      name: "result of the run",
      inputs: ["runTrigger"],
      run: (context, id) => waitForResult(context, id),
    },
  ],
  remove: removeInspection,
  replacement: "delete-first",
});

/** Without what is empty or not understood: then the inputs stay, since another value would delete the inspection and its reports. */
function present(shown: {
  readonly [Name in keyof ConfigInspectionArgs]?: ConfigInspectionArgs[Name] | undefined;
}): Partial<ConfigInspectionArgs> {
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined && value !== ""));
}

async function found({ scp }: Context, diagnosis: DiagnosisRecord): Promise<Found> {
  return { diagnosis, report: await scp.inspections.latestReport(diagnosis.id) };
}

/** After a lost reply it is a repetition that is answered with "no": an inspection that is not shown is gone. */
async function removeInspection({ scp, refuse }: Context, id: string): Promise<void> {
  const objection = await scp.inspections.terminateDiagnosis(id);
  if (objection === undefined) return;
  await scp.inspections.showDiagnosis(id);
  refuse(`Config Inspection did not delete the inspection ${id}: ${objection}`);
}

async function waitForResult(context: Context, id: string): Promise<Found> {
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    const now = await found(context, await context.scp.inspections.showDiagnosis(id));
    const { recentState, errorState } = now.diagnosis;
    if (!isUnderWay(recentState)) {
      const failure = errorState === undefined ? "" : ` (${errorState})`;
      if (!isSuccess(recentState)) context.warn(`the run ended with ${recentState ?? "no state"}${failure}`);
      return now;
    }
    await context.pause(pause);
  }
}

/** The reference knows `Completed` only: what speaks of an end is one. */
function isUnderWay(state: string | undefined): boolean {
  return !/complet|success|fail|error|done|cancel/i.test(state ?? "");
}

function isSuccess(state: string | undefined): boolean {
  return /complet|success|done/i.test(state ?? "");
}

function runOf({ recentState }: DiagnosisRecord, report: ReportRecord): InspectionRun {
  const { sequence, startedAt = "", result = "", checked, passed, failed, notApplicable, errors } = report;
  const counts = { checked, passed, failed, notApplicable, errors };
  return { sequence, state: recentState ?? "", result, startedAt, counts };
}

/** The reply of a registration says nothing but the id, if that. */
function justSaved(id: string, { name }: ConfigInspectionArgs): DiagnosisRecord {
  return {
    id,
    name,
    accountId: undefined,
    cspType: undefined,
    checkType: undefined,
    plan: undefined,
    createdAt: undefined,
    recentAt: undefined,
    recentState: undefined,
    errorState: undefined,
    authKey: undefined,
    schedule: undefined,
  };
}
