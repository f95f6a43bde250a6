import { describe, expect, test } from "@jest/globals";
import type { SwitchValues } from "../../../emulator/world/switches";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

const save = "/v1/configinspection/diagnosis/save";

async function list(query = ""): Promise<{ count: number | null; summary_responses: Fields[] }> {
  const { body, status, text } = await running.client.call("GET", `/v1/configinspection/diagnosis/list${query}`);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return body as { count: number | null; summary_responses: Fields[] };
}

describe("scheduleSpelling", () => {
  const weekly = ["weekly", "Monday"] as const;
  const monthly = ["MONTH", "05"] as const;
  const daily = ["day", "everyDay"] as const;

  test.each<[SwitchValues["scheduleSpelling"], readonly [string, string], readonly [string, string, string]]>([
    ["reference", weekly, ["weekly", "Monday", "03:00"]],
    ["short", weekly, ["W", "MON", "03:00"]],
    ["short", monthly, ["M", "5", "03:00"]],
    ["short", daily, ["D", "everyDay", "03:00"]],
    ["number", weekly, ["weekly", "1", "03:00"]],
    ["number", monthly, ["MONTH", "05", "03:00"]],
    ["korean", weekly, ["주", "월요일", "03:00"]],
    ["korean", monthly, ["월", "05", "03:00"]],
    ["korean", daily, ["일", "everyDay", "03:00"]],
    ["seconds", weekly, ["weekly", "Monday", "03:00:00"]],
    ["lower", weekly, ["weekly", "monday", "03:00"]],
    ["lower", daily, ["day", "everyday", "03:00"]],
  ])("%s of %j", async (scheduleSpelling, [frequency_type, frequency_value], [type, value, start]) => {
    const { client } = running;
    const schedule = { frequency_type, frequency_value, diagnosis_start_time_pattern: "03:00" };
    const id = await client.diagnoses.save("orders", {}, schedule);
    await client.setWorld({ scheduleSpelling });
    expect((await client.diagnoses.show(id)).schedule_response).toEqual({
      diagnosis_id: id,
      diagnosis_start_time_pattern: start,
      frequency_type: type,
      frequency_value: value,
      use_diagnosis_check_type_bp: "n",
      use_diagnosis_check_type_ssi: "n",
    });
    expect((await client.diagnoses.stored())[0]?.schedule).toMatchObject(schedule);
  });

  test("has a number and a word for each weekday", async () => {
    const { client } = running;
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const ids: string[] = [];
    for (const frequency_value of days) {
      ids.push(await client.diagnoses.save("orders", {}, { frequency_type: "week", frequency_value }));
    }
    const values = async (scheduleSpelling: SwitchValues["scheduleSpelling"]) => {
      await client.setWorld({ scheduleSpelling });
      const shown = await Promise.all(ids.map((id) => client.diagnoses.show(id)));
      return shown.map(({ schedule_response: { frequency_value } }) => frequency_value).join(" ");
    };
    expect(await values("number")).toBe("1 2 3 4 5 6 7");
    expect(await values("short")).toBe("MON TUE WED THU FRI SAT SUN");
    expect(await values("korean")).toBe("월요일 화요일 수요일 목요일 금요일 토요일 일요일");
  });
});

describe("scheduleZone", () => {
  const at = ([frequency_type = "", frequency_value = "", diagnosis_start_time_pattern = ""]: readonly string[]) => ({
    frequency_type,
    frequency_value,
    diagnosis_start_time_pattern,
  });

  test.each<[SwitchValues["scheduleZone"], readonly string[], readonly string[]]>([
    ["asSent", ["week", "Monday", "03:00"], ["week", "Monday", "03:00"]],
    ["utc", ["WEEK", "MONDAY", "03:00"], ["WEEK", "SUNDAY", "18:00"]],
    ["utc", ["week", "Monday", "12:30"], ["week", "Monday", "03:30"]],
    ["utc", ["MONTH", "01", "08:55"], ["MONTH", "31", "23:55"]],
    ["seoul", ["week", "sunday", "15:00"], ["week", "monday", "00:00"]],
    ["seoul", ["MONTH", "31", "18:00"], ["MONTH", "1", "03:00"]],
    ["seoul", ["day", "everyDay", "18:00"], ["day", "everyDay", "03:00"]],
    ["sameDay", ["WEEK", "MONDAY", "03:00"], ["WEEK", "MONDAY", "18:00"]],
    ["marked", ["MONTH", "05", "03:00"], ["MONTH", "05", "03:00+09:00"]],
  ])("%s of %j", async (scheduleZone, sent, shown) => {
    const { client } = running;
    const id = await client.diagnoses.save("orders", {}, at(sent));
    await client.setWorld({ scheduleZone });
    expect((await client.diagnoses.show(id)).schedule_response).toMatchObject(at(shown));
    expect((await client.diagnoses.stored())[0]?.schedule).toMatchObject(at(sent));
  });

  test("and scheduleSpelling are seen together", async () => {
    const { client } = running;
    const id = await client.diagnoses.save("orders", {}, at(["WEEK", "MONDAY", "03:00"]));
    const shown = async () => (await client.diagnoses.show(id)).schedule_response;
    await client.setWorld({ scheduleZone: "utc", scheduleSpelling: "korean" });
    expect(await shown()).toMatchObject(at(["주", "일요일", "18:00"]));
    await client.setWorld({ scheduleZone: "marked", scheduleSpelling: "seconds" });
    expect(await shown()).toMatchObject(at(["WEEK", "MONDAY", "03:00:00+09:00"]));
  });
});

test.each([
  ["reference", "SCP", "STANDARD", "BP"],
  ["lower", "scp", "standard", "bp"],
  ["upper", "SCP", "STANDARD", "BP"],
  ["mixed", "Scp", "Standard", "Bp"],
] as const)("enumSpelling %s", async (enumSpelling, csp_type, plan_type, diagnosis_check_type) => {
  const { client } = running;
  const id = await client.diagnoses.save("orders");
  await client.diagnoses.request(id);
  await client.advance("PT1M");
  await client.setWorld({ enumSpelling });
  expect((await client.diagnoses.show(id)).summary_responses).toMatchObject({
    csp_type,
    plan_type,
    diagnosis_check_type,
    diagnosis_type: "Console",
  });
  expect((await list("?csp_type=SCP")).summary_responses).toMatchObject([{ csp_type, plan_type }]);
  const { body } = await client.call("GET", "/v1/configinspection/report/diagnosis/list");
  expect(body).toMatchObject({ diagnosis_result_responses: [{ csp_type, diagnosis_check_type }] });
});

test.each([
  ["reference", "2022-01-01T12:00:00Z", "2022-12-31T20:00:00Z"],
  ["seoul", "2022-01-01T21:00:00+09:00", "2023-01-01T05:00:00+09:00"],
  ["seoulAsUtc", "2022-01-01T21:00:00Z", "2023-01-01T05:00:00Z"],
] as const)("inspectionTimes %s", async (inspectionTimes, auth_key_created_at, auth_key_expired_at) => {
  const { client } = running;
  const dates = { auth_key_created_at: "2022-01-01 12:00:00", auth_key_expired_at: "2022-12-31 20:00:00" };
  const auth_key_request = { auth_key_id: "0".repeat(32), ...dates };
  const id = await client.diagnoses.save("orders", { auth_key_request });
  await client.setWorld({ inspectionTimes });
  expect((await client.diagnoses.show(id)).auth_key_responses).toMatchObject({
    auth_key_created_at,
    auth_key_expired_at,
    auth_key_state: "EXPIRED",
  });
  expect((await client.diagnoses.stored())[0]?.auth_key).toMatchObject({ auth_key_created_at: "2022-01-01T12:00:00Z" });
});

describe("inspectionId own", () => {
  async function saved(version: string) {
    const { client } = running;
    const requested = await client.diagnoses.save("template");
    const [, sent] = await client.requests().then((requests) => [requests.at(-1)?.n, requests.at(-1)?.body]);
    await client.call("DELETE", `/v1/configinspection/diagnosis/terminate/${requested}`);
    await client.setWorld({ inspectionId: "own" });
    const { body } = await client.call("POST", save, { body: sent, version });
    return { requested, answered: (body as { diagnosis_id?: string }).diagnosis_id };
  }

  test("gives a diagnosis another id than was sent", async () => {
    const { client } = running;
    const { requested, answered = "" } = await saved("configinspection 1.1");
    expect(answered).toMatch(/^DIA-[0-9A-F]{32}$/);
    expect(answered).not.toBe(requested);
    const detail = (id: string) => client.call("GET", `/v1/configinspection/diagnosis/detail/${id}`);
    expect((await detail(requested)).status).toBe(404);
    expect((await detail(answered)).body).toMatchObject({
      schedule_response: { diagnosis_id: answered },
      summary_responses: { diagnosis_id: answered },
    });
    expect(await client.diagnoses.stored()).toMatchObject([{ diagnosis_id: answered }]);
  });

  test("needs an answer that can say so", async () => {
    const { requested, answered } = await saved("configinspection 1.0");
    expect(answered).toBeUndefined();
    expect(await running.client.diagnoses.stored()).toMatchObject([{ diagnosis_id: requested }]);
  });
});

test("oddListEntry ends the list of diagnoses, on one page", async () => {
  const { client } = running;
  const id = await client.diagnoses.save("orders");
  await client.setWorld({ oddListEntry: true });
  const { count, summary_responses: all } = await list("?with_count=true");
  expect(count).toBe(2);
  expect(all.map(({ diagnosis_name }) => diagnosis_name)).toEqual(["orders", null]);
  const odd = String(all[1]?.["diagnosis_id"]);
  expect(odd).toMatch(/^DIA-[0-9A-F]{32}$/);
  const page = async (query: string) =>
    (await list(`?limit=1${query}`)).summary_responses.map(({ diagnosis_id }) => diagnosis_id);
  expect([await page(""), await page(`&marker=${id}`), await page(`&marker=${odd}`)]).toEqual([[id], [odd], []]);
  expect((await client.call("GET", `/v1/configinspection/diagnosis/detail/${odd}`)).status).toBe(404);
  expect((await list("?diagnosis_name=none")).summary_responses).toHaveLength(1);
  expect(await client.diagnoses.stored()).toHaveLength(1);
});
