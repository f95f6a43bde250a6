import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { type EmulatorClient } from "../../support/emulator-client";
import { useStateFile } from "../../support/state-file";

const file = useStateFile();

/** A weekday that no test comes near by itself. */
function inThreeDays(): string {
  const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  return weekdays[(new Date().getUTCDay() + 3) % 7] ?? "";
}

/** A diagnosis with a report, a run that has not ended and a schedule; another one is gone. */
async function fill(client: EmulatorClient): Promise<void> {
  const gone = await client.diagnoses.save("gone");
  await client.diagnoses.request(gone);
  await client.call("DELETE", `/v1/configinspection/diagnosis/terminate/${gone}`);
  const schedule = { use_diagnosis_check_type_ssi: "y", frequency_type: "week", frequency_value: inThreeDays() };
  const id = await client.diagnoses.save("kept", { tags: [{ key: "a", value: "ä\n" }] }, schedule);
  await client.diagnoses.request(id);
  await client.advance("PT1M");
  await client.diagnoses.request(id, { secret_key: "SK-marker" });
}

async function check(client: EmulatorClient): Promise<void> {
  await client.advance("P7D");
  await client.advance("PT1M");
  const [diagnosis, ...others] = await client.diagnoses.stored();
  expect(others).toEqual([]);
  expect(diagnosis?.runs.map(({ state }) => state)).toEqual(["Completed", "Completed", "Completed"]);
  expect(diagnosis?.runs.map(({ trigger }) => trigger)).toEqual(["request", "request", "schedule"]);
}

test("a restart goes on with the same diagnoses, runs and schedules, and never had a key of a request", async () => {
  const state = await file.run(async (client) => {
    await fill(client);
    return client.state();
  });
  expect(readFileSync(file.path, "utf8")).not.toContain("SK-marker");
  await file.run(async (client) => {
    expect(await client.state()).toEqual(state);
    await check(client);
  });
});

test("the file as it is when an emulator is killed has all that was answered", async () => {
  let killed = "";
  const state = await file.run(async (client) => {
    await fill(client);
    const before = await client.state();
    killed = file.copy();
    return before;
  });
  file.path = killed;
  await file.run(async (client) => {
    expect(await client.state()).toEqual(state);
    await check(client);
  });
});

test("a reset forgets diagnoses and runs", async () => {
  await file.run(async (client) => {
    await fill(client);
    await client.reset();
    expect(await client.diagnoses.stored()).toEqual([]);
    const { body } = await client.call("GET", "/v1/configinspection/report/diagnosis/list");
    expect(body).toMatchObject({ diagnosis_result_responses: [] });
  });
});
