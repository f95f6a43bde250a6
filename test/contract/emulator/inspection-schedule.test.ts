import { describe, expect, test } from "@jest/globals";
import type { Schedule } from "../../../emulator/scp/configinspection/diagnosis";
import { latestRunTimes, nextRunAt } from "../../../emulator/scp/configinspection/schedule";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

function schedule(frequency_type: string, frequency_value: string, start: string, use = "y"): Schedule {
  const flag = use === "y" ? "y" : "n";
  return {
    diagnosis_id: "DIA-943731CB8E3045C289BAECAEC3532097",
    diagnosis_start_time_pattern: start,
    frequency_type,
    frequency_value,
    use_diagnosis_check_type_bp: flag,
    use_diagnosis_check_type_ssi: "n",
  };
}

/** Dates of a calendar: 2024-02-29 was a Thursday. */
describe("the next run", () => {
  test.each([
    ["daily", "everyDay", "08:00", "2024-02-29T07:59:59Z", "2024-02-29T08:00:00Z"],
    ["daily", "everyDay", "08:00", "2024-02-29T08:00:00Z", "2024-03-01T08:00:00Z"],
    ["DAY", "EVERYDAY", "00:00", "2024-12-31T12:00:00Z", "2025-01-01T00:00:00Z"],
    ["weekly", "THURSDAY", "23:55", "2024-02-29T08:00:00Z", "2024-02-29T23:55:00Z"],
    ["week", "thursday", "08:00", "2024-02-29T08:00:00Z", "2024-03-07T08:00:00Z"],
    ["week", "sunday", "08:00", "2024-02-29T08:00:00Z", "2024-03-03T08:00:00Z"],
    ["MONTH", "1", "08:00", "2024-02-29T08:00:00Z", "2024-03-01T08:00:00Z"],
    ["monthly", "01", "08:00", "2024-03-01T08:00:00Z", "2024-04-01T08:00:00Z"],
    ["month", "31", "08:00", "2024-01-31T08:00:00Z", "2024-03-31T08:00:00Z"],
    ["month", "29", "08:00", "2025-01-29T08:00:00Z", "2025-03-29T08:00:00Z"],
  ])("of %s %s at %s after %s is %s", (type, value, start, after, next) => {
    expect(nextRunAt(schedule(type, value, start), Date.parse(after))).toBe(next);
  });

  test("is none where no checklist is used", () => {
    expect(nextRunAt(schedule("daily", "everyDay", "08:00", "n"), 0)).toBeNull();
  });
});

test("the latest times are those of the range, its ends included, and at most so many", () => {
  const daily = schedule("daily", "everyDay", "08:00");
  const times = (from: string, to: string, most = 10) =>
    latestRunTimes(daily, Date.parse(from), Date.parse(to), most).map((time) =>
      new Date(time).toISOString().slice(0, 16),
    );
  expect(times("2024-02-28T08:00:00Z", "2024-03-01T08:00:00Z")).toEqual([
    "2024-02-28T08:00",
    "2024-02-29T08:00",
    "2024-03-01T08:00",
  ]);
  expect(times("2024-02-28T08:00:01Z", "2024-03-01T07:59:59Z")).toEqual(["2024-02-29T08:00"]);
  expect(times("2024-01-01T08:00:00Z", "9000-03-01T08:00:00Z", 2)).toEqual(["9000-02-28T08:00", "9000-03-01T08:00"]);
});

describe("a diagnosis with a schedule", () => {
  const both = { use_diagnosis_check_type_bp: "y", use_diagnosis_check_type_ssi: "y" };
  /** Some hours from now, so that a minute more or less makes no run. */
  const start = `${String((new Date().getUTCHours() + 6) % 24).padStart(2, "0")}:05`;

  test("runs by itself with each of its checklists", async () => {
    const { client } = running;
    await client.diagnoses.save("mine", {}, { ...both, diagnosis_start_time_pattern: start });
    const nextRun = async () => (await client.diagnoses.stored())[0]?.next_run_at ?? "";
    const first = await nextRun();
    expect(first).toContain(`T${start}:00Z`);
    await client.advance("P1D");
    const [stored] = await client.diagnoses.stored();
    expect(stored?.runs).toMatchObject([
      { trigger: "schedule", diagnosis_check_type: "BP", requested_at: first },
      { trigger: "schedule", diagnosis_check_type: "SSI", requested_at: first },
    ]);
    expect(Date.parse(await nextRun()) - Date.parse(first)).toBe(86_400_000);
  });

  test("keeps the newest 100 runs where the clock is moved far, all of them ended", async () => {
    const { client } = running;
    await client.diagnoses.save("mine", {}, { ...both, diagnosis_start_time_pattern: start });
    await client.advance("P1000D");
    await client.advance("PT1M");
    const [stored] = await client.diagnoses.stored();
    expect(stored?.runs).toHaveLength(100);
    expect(stored?.runs.every(({ state }) => state === "Completed")).toBe(true);
    expect(new Set(stored?.runs.map(({ requested_at }) => requested_at)).size).toBe(50);
  });

  test("that uses no checklist never runs", async () => {
    await running.client.diagnoses.save("mine");
    await running.client.advance("P1000D");
    expect(await running.client.diagnoses.stored()).toMatchObject([{ next_run_at: null, runs: [] }]);
  });
});
