import { describe, expect, test } from "@jest/globals";
import { refusalOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const authKeyId = "9b72a9856e494e67afc69atd3631fe38";

function terminate(id: string) {
  return running.client.call("DELETE", `/v1/configinspection/diagnosis/terminate/${id}`);
}

async function reports(query = ""): Promise<Record<string, unknown>[]> {
  const { body } = await running.client.call("GET", `/v1/configinspection/report/diagnosis/list${query}`);
  return (body as { diagnosis_result_responses: Record<string, unknown>[] }).diagnosis_result_responses;
}

function report(id: string, sequence: unknown, query = "") {
  const target = `/v1/configinspection/report/diagnosis/detail?diagnosis_id=${id}`;
  return running.client.call("GET", `${target}&diagnosis_request_sequence=${String(sequence)}${query}`);
}

interface Report {
  readonly count: number | null;
  readonly total: number;
  readonly result_detail_list: { readonly diagnosis_result: string; readonly sub_category: string }[];
}

async function runsOf(id: string) {
  return (await running.client.diagnoses.stored()).find(({ diagnosis_id }) => diagnosis_id === id)?.runs ?? [];
}

describe("a new diagnosis", () => {
  test("is shown as it was saved, without account_id and tags, which the state has", async () => {
    const { client } = running;
    const fields = { account_id: "a".repeat(32), diagnosis_account_id: "1234", csp_type: "AWS", plan_type: "MONTHLY" };
    const tags = [{ key: "a", value: "b" }];
    const id = await client.diagnoses.save("mine", { ...fields, tags });
    const { created_at, ...summary } = (await client.diagnoses.show(id)).summary_responses;
    expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(summary).toEqual({
      csp_type: "AWS",
      diagnosis_account_id: "1234",
      diagnosis_check_type: "BP",
      diagnosis_id: id,
      diagnosis_name: "mine",
      diagnosis_type: "Console",
      error_state: null,
      plan_type: "MONTHLY",
      recent_diagnosis_at: null,
      recent_diagnosis_state: null,
    });
    expect(await client.diagnoses.stored()).toMatchObject([{ ...fields, tags, diagnosis_id: id, runs: [] }]);
  });

  test("answers the dates of its auth key as RFC 3339, and those that were not given not at all", async () => {
    const { client } = running;
    const dates = { auth_key_created_at: "2022-01-01 12:00:00", auth_key_expired_at: "2023-01-01 12:00:00" };
    const id = await client.diagnoses.save("mine", { auth_key_request: { auth_key_id: authKeyId, ...dates } });
    const { user_id, ...authKey } = (await client.diagnoses.show(id)).auth_key_responses;
    expect(user_id).toMatch(/^[0-9a-f]{32}$/);
    expect(authKey).toEqual({
      auth_key_created_at: "2022-01-01T12:00:00Z",
      auth_key_expired_at: "2023-01-01T12:00:00Z",
      auth_key_id: authKeyId,
      auth_key_state: "EXPIRED",
    });
    const other = await client.diagnoses.save("other");
    expect(Object.keys((await client.diagnoses.show(other)).auth_key_responses)).toEqual([
      "auth_key_id",
      "auth_key_state",
      "user_id",
    ]);
  });

  test("has an auth key that expires by the emulator's clock", async () => {
    const { client } = running;
    const now = new Date(await client.advance("PT0S"));
    const inAnHour = new Date(now.getTime() + 3_600_000).toISOString().slice(0, 19).replace("T", " ");
    const key = { auth_key_id: authKeyId, auth_key_expired_at: inAnHour };
    const id = await client.diagnoses.save("mine", { auth_key_request: key });
    const state = async () => (await client.diagnoses.show(id)).auth_key_responses["auth_key_state"];
    await client.advance("PT59M");
    expect(await state()).toBe("ACTIVATED");
    await client.advance("PT1M");
    expect(await state()).toBe("EXPIRED");
    expect((await client.diagnoses.stored())[0]?.auth_key["auth_key_state"]).toBe("EXPIRED");
  });
});

describe("a run", () => {
  test("takes a minute of the emulator's clock, and then has a report", async () => {
    const { client } = running;
    const id = await client.diagnoses.save("mine");
    expect(await client.diagnoses.request(id)).toMatchObject({ status: 201, body: { result: true } });
    await client.advance("PT50S");
    const [started] = await runsOf(id);
    expect(started).toMatchObject({ state: "Running", finished_at: null, counts: null, trigger: "request" });
    expect((await client.diagnoses.show(id)).summary_responses).toMatchObject({
      recent_diagnosis_at: started?.requested_at,
      recent_diagnosis_state: "Running",
    });
    expect(await reports()).toEqual([]);
    expect(refusalOf(await report(id, started?.sequence))).toMatchObject({ status: 404, code: "NotFound" });
    await client.advance("PT10S");
    const [ended] = await runsOf(id);
    expect(ended).toMatchObject({ sequence: started?.sequence, state: "Completed", error_state: null });
    expect(ended?.sequence).toMatch(/^SCPCIS-[0-9A-F]{32}$/);
    expect(Date.parse(ended?.finished_at ?? "") - Date.parse(ended?.requested_at ?? "")).toBe(60_000);
    expect((await client.diagnoses.show(id)).summary_responses).toMatchObject({
      error_state: null,
      recent_diagnosis_state: "Completed",
    });
    expect(await reports()).toMatchObject([
      { diagnosis_request_sequence: ended?.sequence, diagnosis_result: "SUCCESS", proceed_date: ended?.requested_at },
    ]);
  });

  test.each([
    ["BP", 27],
    ["SSI", 24],
  ])(
    "of the checklist %s has a report of %d items, the same at each time, with the counts of the list",
    async (type, total) => {
      const { client } = running;
      const id = await client.diagnoses.save("mine", { diagnosis_check_type: type });
      await client.diagnoses.request(id, { diagnosis_check_type: type });
      await client.advance("PT1M");
      const [listed] = await reports();
      const sequence = listed?.["diagnosis_request_sequence"];
      const answer = await report(id, sequence, "&limit=100&with_count=true");
      const { count, result_detail_list: items, ...shown } = answer.body as Report;
      expect([count, shown.total, items.length]).toEqual([total, total, total]);
      expect((await report(id, sequence, "&limit=100&with_count=true")).body).toEqual(answer.body);
      const counted = (result: string) => items.filter(({ diagnosis_result }) => diagnosis_result === result).length;
      expect(listed).toMatchObject({
        count_pass: counted("01"),
        count_fail: counted("02"),
        count_na: counted("03"),
        count_error: 0,
        count_check: total,
        diagnosis_check_type: type,
        diagnosis_total_count: total,
        total,
      });
      expect(counted("01") + counted("02") + counted("03")).toBe(total);
      expect((await runsOf(id))[0]?.counts).toMatchObject({ count_pass: counted("01"), count_check: total });
    },
  );

  test("differs from the next one", async () => {
    const id = await running.client.diagnoses.save("mine");
    await running.client.diagnoses.request(id);
    await running.client.diagnoses.request(id);
    await running.client.advance("PT1M");
    const found = (await runsOf(id)).map(async ({ sequence }) => {
      const { result_detail_list } = (await report(id, sequence, "&limit=100")).body as Report;
      return result_detail_list.map(({ diagnosis_result }) => diagnosis_result).join();
    });
    expect(new Set(await Promise.all(found)).size).toBe(2);
  });

  test("with an auth key that has expired ends as an error that found nothing", async () => {
    const { client } = running;
    const key = { auth_key_id: authKeyId, auth_key_expired_at: "2023-01-01 12:00:00" };
    const id = await client.diagnoses.save("mine", { auth_key_request: key });
    await client.diagnoses.request(id);
    await client.advance("PT1M");
    expect((await client.diagnoses.show(id)).summary_responses).toMatchObject({
      error_state: "CONNECTION_FAIL",
      recent_diagnosis_state: "Error",
    });
    expect(await reports()).toMatchObject([
      { count_check: 0, count_error: 27, count_pass: 0, diagnosis_result: "FAIL", diagnosis_total_count: 27 },
    ]);
  });

  test("may use the other checklist where the schedule does", async () => {
    const id = await running.client.diagnoses.save("mine", {}, { use_diagnosis_check_type_ssi: "y" });
    expect((await running.client.diagnoses.request(id, { diagnosis_check_type: "SSI" })).status).toBe(201);
    expect(await runsOf(id)).toMatchObject([{ diagnosis_check_type: "SSI" }]);
  });

  test("does not leave its keys anywhere in the state", async () => {
    const id = await running.client.diagnoses.save("mine");
    await running.client.diagnoses.request(id, {
      access_key: "AK-marker",
      secret_key: "SK-marker",
      tenant_id: "T-marker",
    });
    await running.client.advance("PT1M");
    expect(JSON.stringify(await running.client.state())).not.toMatch(/marker/);
  });

  test("is forgotten when 100 newer ones are there", async () => {
    const id = await running.client.diagnoses.save("mine");
    await running.client.diagnoses.request(id);
    const [first] = await runsOf(id);
    for (let count = 1; count < 100; count += 1) await running.client.diagnoses.request(id);
    expect((await runsOf(id))[0]?.sequence).toBe(first?.sequence);
    await running.client.diagnoses.request(id);
    const kept = await runsOf(id);
    expect(kept).toHaveLength(100);
    expect(kept[0]?.sequence).not.toBe(first?.sequence);
  });
});

describe("termination", () => {
  test("is at once, and the reports are lost", async () => {
    const { client } = running;
    const [id, other] = [await client.diagnoses.save("mine"), await client.diagnoses.save("other")];
    for (const each of [id, other]) await client.diagnoses.request(each);
    await client.advance("PT1M");
    await client.diagnoses.request(id);
    const [run] = await runsOf(id);
    expect((await terminate(id)).body).toEqual({ delete_flag: true, msg: "Delete success" });
    expect((await client.diagnoses.stored()).map(({ diagnosis_id }) => diagnosis_id)).toEqual([other]);
    expect(await reports()).toMatchObject([{ diagnosis_id: other }]);
    expect((await report(id, run?.sequence)).status).toBe(404);
    expect(refusalOf(await terminate(id))).toMatchObject({ status: 404, code: "NotFound" });
    await client.advance("P1D");
    expect(await client.diagnoses.stored()).toHaveLength(1);
  });

  test("makes the id free again, without the former reports", async () => {
    const { client } = running;
    const id = await client.diagnoses.save("mine");
    await client.diagnoses.request(id);
    await terminate(id);
    const [like] = [await client.diagnoses.save("like")];
    const { schedule_response } = await client.diagnoses.show(like);
    const schedule_request = { ...schedule_response, diagnosis_id: id };
    await client.diagnoses.save("again", { diagnosis_id: id, schedule_request });
    expect(await runsOf(id)).toEqual([]);
  });
});
