import { beforeEach, expect, test } from "@jest/globals";

import { wireSchedule } from "../../../provider/clients/scp/configinspection/schedule";
import type { Operations } from "../../../provider/dynamic/operations";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { lifecycleOf } from "../../support/lifecycle-of";

// A schedule from its creation on, at a service that may show it in another form.

const program = {
  name: "orders",
  accountId: "account",
  cspType: "SCP",
  plan: "STANDARD",
  checkType: "BP",
  authKey: { id: "AK" },
  schedule: { frequency: "weekly", day: "monday", startTime: "18:00", checkTypes: ["BP"] },
  __meta: { schema: 1, name: "orders", stack: "dev", project: "shop" },
};

/** How the service shows the schedule. */
let words = { frequency_type: "WEEK", frequency_value: "MONDAY", diagnosis_start_time_pattern: "18:00" };
let isBp = true;
let lifecycle: Operations;
let id: string;
let state: Properties;

const diagnosis = () => ({
  id: "DIA-1",
  ...program,
  createdAt: new Date().toISOString(),
  recentAt: undefined,
  recentState: undefined,
  errorState: undefined,
  authKey: { id: "AK", createdAt: undefined, expiresAt: undefined, state: "ACTIVATED" },
  schedule: wireSchedule.parse({
    ...words,
    use_diagnosis_check_type_bp: isBp ? "y" : "n",
    use_diagnosis_check_type_ssi: isBp ? "n" : "y",
  }),
});

beforeEach(() => {
  const inspections = {
    saveDiagnosis: () => Promise.resolve({ isSaved: true, id: "DIA-1" }),
    showDiagnosis: () => Promise.resolve(diagnosis()),
    latestReport: () => Promise.resolve(undefined),
    listDiagnoses: () => Promise.resolve([]),
  };
  ({ lifecycle } = lifecycleOf(configInspection, { inspections }));
  isBp = true;
});

const show = (time: string, day = "MONDAY"): void => {
  words = { ...words, frequency_value: day, diagnosis_start_time_pattern: time };
};

async function make(time: string, day?: string): Promise<void> {
  show(time, day);
  const { inputs } = lifecycle.check({}, program);
  ({ id, state } = await lifecycle.create(inputs));
}

/** What a refresh says of the schedule now. */
async function refreshed(): Promise<unknown> {
  const found = await lifecycle.read(id, state);
  state = found?.state ?? {};
  return state["schedule"];
}

test.each([
  ["18:00", "MONDAY"],
  ["09:00", "MONDAY"],
  ["03:00", "TUESDAY"],
  ["06:30 PM", "MONDAY"],
])("is as the program says while it is shown as at first: %s %s", async (time, day) => {
  await make(time, day);
  expect(await refreshed()).toEqual(program.schedule);
  expect(await refreshed()).toEqual(program.schedule);
});

test("is drift when it is moved by nine hours elsewhere, and none any more when it is moved back", async () => {
  await make("18:00");
  show("09:00");
  expect(await refreshed()).toEqual({ ...program.schedule, startTime: "09:00" });
  expect(await refreshed()).toEqual({ ...program.schedule, startTime: "09:00" });
  show("18:00");
  expect(await refreshed()).toEqual(program.schedule);
});

test("is drift when only its checklist is another one", async () => {
  await make("09:00");
  isBp = false;
  expect(await refreshed()).toMatchObject({ checkTypes: ["SSI"] });
});

test("keeps its value while what was changed elsewhere is not understood", async () => {
  await make("18:00");
  show("soon");
  expect(await refreshed()).toEqual(program.schedule);
  show("12:00");
  expect(await refreshed()).toEqual({ ...program.schedule, startTime: "12:00" });
});

test("may be shown in any zone at the first refresh of a state of an earlier version", async () => {
  await make("09:00");
  const { __fingerprints, ...earlier } = state;
  expect(__fingerprints).toEqual({ schedule: "WEEK MONDAY 09:00" });
  state = earlier;
  expect(await refreshed()).toEqual(program.schedule);
  show("18:00");
  expect(await refreshed()).toEqual(program.schedule);
});
