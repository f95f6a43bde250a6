import type { DiagnosisRecord } from "../../../clients/scp/configinspection/diagnosis";
import type { Context } from "../../../lifecycle/definition/context";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import { sameId } from "../../../words/ids";
import { dayMs, timeOf } from "../../../words/times";
import { nameField, oneOf } from "../../fields";
import { creationTags } from "../tags";
import type { ConfigInspectionArgs, ConfigInspectionOutputs } from "./config-inspection-contract";
import { authKeySchema, sameAuthKey, shownAuthKey, strangeTimes } from "./inspection-auth-key";
import { checkTypes, cspTypes, plans, shownInspectionInputs, shownInspectionOutputs } from "./inspection-facts";
import { inspectionOf, resultOfRun, runVersion, startRun, type Found } from "./inspection-run";
import { sameSchedule, scheduleSchema, strangeSchedule } from "./inspection-schedule";
import { strangeWord } from "./words";

/** Each refresh warns of an auth key that expires within so many days. */
const warnDays = 30;

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
    schedule: { change: "replace", required: true, schema: scheduleSchema, unordered: true, same: sameSchedule },
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
    // The service shows the inspected account, not the one that owns the inspection (SCP 5).
    account: undefined,
  }),
  inputsOf: ({ diagnosis }, known) => shownInspectionInputs(diagnosis, known),
  notUnderstood: ({ diagnosis }) => [
    ...strangeWord("cspType", cspTypes, diagnosis.cspType),
    ...strangeWord("plan", plans, diagnosis.plan),
    ...strangeWord("checkType", checkTypes, diagnosis.checkType),
    ...strangeTimes(diagnosis.authKey),
    ...(diagnosis.schedule === undefined ? [] : strangeSchedule(diagnosis.schedule)),
  ],
  outputsOf: shownInspectionOutputs,
  notice: ({ diagnosis }, { authKey }, nowMs) => {
    const expiresAt = shownAuthKey(diagnosis.authKey)?.expiresAt ?? authKey?.expiresAt;
    if (expiresAt === undefined || !(timeOf(expiresAt) - warnDays * dayMs <= nowMs)) return undefined;
    return (
      `the auth key of the configuration inspection ${diagnosis.name} expires on ${expiresAt}, and runs fail from then on: ` +
      "give another authKey, which registers the inspection anew"
    );
  },
  fingerprints: { schedule: ({ diagnosis: { schedule } }) => (schedule?.words === "" ? undefined : schedule?.words) },
  find: inspectionOf,
  creationToken: {
    make: (random) =>
      `DIA-${Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
        .join("")
        .toUpperCase()}`,
    find: async ({ scp }, id) =>
      (await scp.inspections.listDiagnoses({ id }))
        .filter((diagnosis) => sameId(diagnosis.id, id))
        .map((diagnosis) => ({ diagnosis: { ...diagnosis, id }, report: undefined })),
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
  complete: (context, { diagnosis }) => inspectionOf(context, diagnosis.id),
  steps: [
    {
      name: "run",
      inputs: ["runTrigger"],
      afterLostReply: { version: runVersion },
      run: startRun,
    },
    {
      name: "result of the run",
      inputs: ["runTrigger"],
      run: resultOfRun,
    },
  ],
  remove: removeInspection,
  replacement: "delete-first",
  perhapsUnique: {
    input: "name",
    findOther: async ({ scp }, { name = "" }, token) => {
      const listed = await scp.inspections.listDiagnoses({ name });
      const other = listed.find((diagnosis) => diagnosis.name === name && !sameId(diagnosis.id, token));
      return other && { diagnosis: other, report: undefined };
    },
  },
});

/** After a lost reply the repeated request is refused. If the inspection is not found then, it is deleted. */
async function removeInspection({ scp, refuse }: Context, id: string): Promise<void> {
  const objection = await scp.inspections.terminateDiagnosis(id);
  if (objection === undefined) return;
  await scp.inspections.showDiagnosis(id);
  refuse(`Config Inspection did not delete the inspection ${id}: ${objection}`);
}

/** A registered inspection, of which the reply shows the id at most. */
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
