import { beforeEach, describe, expect, test } from "@jest/globals";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

interface Listed {
  readonly count: number | null;
  readonly links: unknown[];
}

interface Diagnoses extends Listed {
  readonly summary_responses: { readonly diagnosis_name: string; readonly created_at: string }[];
}

interface Reports extends Listed {
  readonly diagnosis_result_responses: {
    readonly diagnosis_name: string;
    readonly diagnosis_request_sequence: string;
    readonly proceed_date: string;
  }[];
}

const lists = {
  diagnoses: "/v1/configinspection/diagnosis/list",
  reports: "/v1/configinspection/report/diagnosis/list",
};

async function diagnoses(query = ""): Promise<string[]> {
  const { body } = await running.client.call("GET", lists.diagnoses + query);
  return (body as Diagnoses).summary_responses.map(({ diagnosis_name }) => diagnosis_name);
}

async function reports(query = ""): Promise<string[]> {
  const { body } = await running.client.call("GET", lists.reports + query);
  return (body as Reports).diagnosis_result_responses.map(({ diagnosis_name }) => diagnosis_name);
}

const expiredKey = { auth_key_request: { auth_key_id: "0".repeat(32), auth_key_expired_at: "2023-01-01 12:00:00" } };

let ids: string[];

/** Three diagnoses, a day apart; the first two have run. */
beforeEach(async () => {
  const { client } = running;
  const first = await client.diagnoses.save("first", { account_id: "one" });
  await client.diagnoses.request(first);
  await client.advance("P1D");
  const second = await client.diagnoses.save("second", { csp_type: "AWS", diagnosis_account_id: "12", ...expiredKey });
  await client.diagnoses.request(second);
  await client.advance("P1D");
  ids = [first, second, await client.diagnoses.save("third")];
});

/** The day on which a diagnosis of the list was saved. */
async function dayOf(index: number): Promise<string> {
  const { summary_responses } = await running.client.diagnoses.show(ids[index] ?? "");
  return (summary_responses["created_at"] ?? "").slice(0, 10);
}

describe("diagnoses", () => {
  test("are listed newest first, and filtered by exact values", async () => {
    expect(await diagnoses()).toEqual(["third", "second", "first"]);
    expect(await diagnoses("?diagnosis_name=first")).toEqual(["first"]);
    expect(await diagnoses("?diagnosis_name=fir")).toEqual([]);
    expect(await diagnoses(`?diagnosis_id=${ids[1] ?? ""}`)).toEqual(["second"]);
    expect(await diagnoses("?csp_type=AWS")).toEqual(["second"]);
    expect(await diagnoses("?csp_type=SCP&diagnosis_name=second")).toEqual([]);
    expect(await diagnoses("?diagnosis_account_id=12")).toEqual(["second"]);
    expect(await diagnoses("?isMine=true")).toEqual(["third", "second", "first"]);
  });

  test("are filtered by the state of their newest run, and by one of several", async () => {
    expect(await diagnoses("?recent_diagnosis_state=Completed")).toEqual(["first"]);
    expect(await diagnoses("?recent_diagnosis_state=Completed&recent_diagnosis_state=Error")).toEqual([
      "second",
      "first",
    ]);
    await running.client.diagnoses.request(ids[0] ?? "");
    expect(await diagnoses("?recent_diagnosis_state=Running")).toEqual(["first"]);
    expect(await diagnoses("?recent_diagnosis_state=Completed")).toEqual([]);
  });

  test("are filtered by the day on which they were saved", async () => {
    const day = await dayOf(1);
    expect(await diagnoses(`?start_date=${day}`)).toEqual(["third", "second"]);
    expect(await diagnoses(`?end_date=${day}`)).toEqual(["second", "first"]);
    expect(await diagnoses(`?start_date=${day}&end_date=${day}`)).toEqual(["second"]);
    expect(await diagnoses(`?start_date=${day}%2000:00:00&end_date=${day}+23:59:59`)).toEqual(["second"]);
  });

  test("are sorted and cut at a marker, and counted where it is asked for", async () => {
    const { client } = running;
    expect(await diagnoses("?sort=diagnosis_name:desc")).toEqual(["third", "second", "first"]);
    expect(await diagnoses("?sort=diagnosis_name:asc&limit=2")).toEqual(["first", "second"]);
    expect(await diagnoses(`?sort=diagnosis_name:asc&limit=2&marker=${ids[1] ?? ""}`)).toEqual(["third"]);
    expect(await diagnoses(`?marker=${ids[0] ?? ""}`)).toEqual([]);
    expect((await client.call("GET", `${lists.diagnoses}?limit=1`)).body).toMatchObject({ count: null, links: [] });
    expect((await client.call("GET", `${lists.diagnoses}?limit=1&with_count=true`)).body).toMatchObject({ count: 3 });
  });
});

describe("reports", () => {
  test("are listed newest first, and filtered by exact values", async () => {
    expect(await reports()).toEqual(["second", "first"]);
    expect(await reports(`?diagnosis_id=${ids[0] ?? ""}`)).toEqual(["first"]);
    expect(await reports("?diagnosis_name=second")).toEqual(["second"]);
    expect(await reports("?csp_type=SCP")).toEqual(["first"]);
    expect(await reports("?account_id=one")).toEqual(["first"]);
    expect(await reports("?diagnosis_state=Error")).toEqual(["second"]);
    expect(await reports("?diagnosis_state=Running")).toEqual([]);
    const { user_id } = (await running.client.diagnoses.show(ids[0] ?? "")).auth_key_responses;
    expect(await reports(`?user_id=${user_id ?? ""}`)).toEqual(["second", "first"]);
    expect(await reports("?user_id=other")).toEqual([]);
  });

  test("are filtered by the day of the run", async () => {
    expect(await reports(`?start_date=${await dayOf(1)}`)).toEqual(["second"]);
    expect(await reports(`?end_date=${await dayOf(0)}`)).toEqual(["first"]);
  });

  test("are in the order of the runs, not of the diagnoses", async () => {
    await running.client.diagnoses.request(ids[0] ?? "");
    await running.client.advance("PT1M");
    expect(await reports()).toEqual(["first", "second", "first"]);
    expect(await reports("?sort=created_at:asc")).toEqual(["first", "second", "first"]);
    expect(await reports("?sort=diagnosis_check_type:asc")).toEqual(["first", "second", "first"]);
    expect(await reports("?sort=count_error:desc,proceed_date:asc")).toEqual(["second", "first", "first"]);
  });

  test("are cut at the sequence of a run, and counted where it is asked for", async () => {
    const { client } = running;
    const page = (await client.call("GET", `${lists.reports}?limit=1&with_count=True`)).body as Reports;
    expect([page.count, page.diagnosis_result_responses.length]).toEqual([2, 1]);
    const marker = page.diagnosis_result_responses[0]?.diagnosis_request_sequence ?? "";
    expect(await reports(`?limit=1&marker=${marker}`)).toEqual(["first"]);
  });

  test("have their items in pages of 20", async () => {
    const { client } = running;
    const { diagnosis_result_responses: listed } = (await client.call("GET", lists.reports)).body as Reports;
    const base = `/v1/configinspection/report/diagnosis/detail?diagnosis_id=${ids[1] ?? ""}`;
    const target = `${base}&diagnosis_request_sequence=${listed[0]?.diagnosis_request_sequence ?? ""}`;
    const items = async (query = "") => {
      const { body } = await client.call("GET", target + query);
      const { result_detail_list } = body as { result_detail_list: { sub_category: string }[] };
      return result_detail_list.map(({ sub_category }) => sub_category);
    };
    const all = await items("&limit=1000");
    expect(await items()).toEqual(all.slice(0, 20));
    expect(await items(`&marker=${all[19] ?? ""}`)).toEqual(all.slice(20));
    expect(await items("&sort=sub_category:desc&limit=1000")).toEqual([...all].sort().reverse());
  });
});

describe.each(Object.values(lists))("%s", (path) => {
  test.each([
    "limit=0",
    "limit=1001",
    "limit=x",
    "marker=x",
    "sort=tags",
    "with_count=yes",
    "start_date=2022-1-1",
    "end_date=2022-02-30",
    "start_date=2022-01-01T12:00:00Z",
  ])("refuses %s", async (query) => {
    expect((await running.client.call("GET", `${path}?${query}`)).status).toBe(400);
  });

  test("has nothing of another account", async () => {
    const other = await running.client.newAccount();
    const { body } = await other.call("GET", `${path}?with_count=true`);
    other.close();
    expect(body).toMatchObject({ count: 0 });
  });
});
