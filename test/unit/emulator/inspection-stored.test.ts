import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startEmulator } from "../../../emulator/index";
import { EmulatorClient } from "../../support/emulator-client";

let folder: string;
let stateFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
  stateFile = join(folder, "state.jsonl");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function onStateFile<T>(work: (client: EmulatorClient) => Promise<T>): Promise<T> {
  const emulator = await startEmulator({ stateFile });
  const client = new EmulatorClient(emulator);
  try {
    return await work(client);
  } finally {
    client.close();
    await emulator.close();
  }
}

/** A weekday that no test comes near by itself. */
function inThreeDays(): string {
  const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  return weekdays[(new Date().getUTCDay() + 3) % 7] ?? "";
}

/** A diagnosis with a report, a run that has not ended and a schedule; another one is gone. */
async function fill(client: EmulatorClient): Promise<void> {
  const gone = await client.saveDiagnosis("gone");
  await client.requestDiagnosis(gone);
  await client.call("DELETE", `/v1/configinspection/diagnosis/terminate/${gone}`);
  const schedule = { use_diagnosis_check_type_ssi: "y", frequency_type: "week", frequency_value: inThreeDays() };
  const id = await client.saveDiagnosis("kept", { tags: [{ key: "a", value: "ä\n" }] }, schedule);
  await client.requestDiagnosis(id);
  await client.advance("PT1M");
  await client.requestDiagnosis(id, { secret_key: "SK-marker" });
}

async function check(client: EmulatorClient): Promise<void> {
  await client.advance("P7D");
  await client.advance("PT1M");
  const [diagnosis, ...others] = await client.storedDiagnoses();
  expect(others).toEqual([]);
  expect(diagnosis?.runs.map(({ state }) => state)).toEqual(["Completed", "Completed", "Completed"]);
  expect(diagnosis?.runs.map(({ trigger }) => trigger)).toEqual(["request", "request", "schedule"]);
}

test("a restart goes on with the same diagnoses, runs and schedules, and never had a key of a request", async () => {
  const state = await onStateFile(async (client) => {
    await fill(client);
    return client.state();
  });
  expect(readFileSync(stateFile, "utf8")).not.toContain("SK-marker");
  await onStateFile(async (client) => {
    expect(await client.state()).toEqual(state);
    await check(client);
  });
});

test("the file as it is when an emulator is killed has all that was answered", async () => {
  const killed = join(folder, "killed.jsonl");
  const state = await onStateFile(async (client) => {
    await fill(client);
    const before = await client.state();
    copyFileSync(stateFile, killed);
    return before;
  });
  stateFile = killed;
  await onStateFile(async (client) => {
    expect(await client.state()).toEqual(state);
    await check(client);
  });
});

test("a reset forgets diagnoses and runs", async () => {
  await onStateFile(async (client) => {
    await fill(client);
    await client.reset();
    expect(await client.storedDiagnoses()).toEqual([]);
    const { body } = await client.call("GET", "/v1/configinspection/report/diagnosis/list");
    expect(body).toMatchObject({ diagnosis_result_responses: [] });
  });
});
