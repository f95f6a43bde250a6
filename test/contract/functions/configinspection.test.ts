import { afterEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  getConfigInspection,
  getConfigInspectionOutput,
  getInspectionReport,
  getInspectionReportOutput,
  listConfigInspections,
  listConfigInspectionsOutput,
  listInspectionReports,
  listInspectionReportsOutput,
} from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, startProgram, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

afterEach(() => {
  jest.restoreAllMocks();
});

const lists = { diagnoses: "/diagnosis/list", reports: "/report/diagnosis/list", report: "/report/diagnosis/detail" };
const account = "0".repeat(32);
const weekly = { frequency_type: "WEEK", frequency_value: "MONDAY", use_diagnosis_check_type_bp: "y" };
const save = (name: string, fields: object = {}, schedule: Readonly<Record<string, string>> = {}): Promise<string> =>
  running.client.diagnoses.save(name, { ...fields }, schedule);
const run = async (id: string, checkType = "BP"): Promise<string> => {
  await running.client.diagnoses.request(id, { diagnosis_check_type: checkType });
  await running.client.advance("PT1M");
  const stored = (await running.client.diagnoses.stored()).find(({ diagnosis_id }) => diagnosis_id === id);
  return stored?.runs.at(-1)?.sequence ?? "";
};
const sent = async (): Promise<{ path: string; query: string }[]> =>
  (await running.client.requests()).map(({ path, query }) => ({
    path: path.replace("/v1/configinspection", ""),
    query,
  }));
const nonsense = (args: object): never => args as never;

/** The service takes pages of 20 only. What a client learns of that, it remembers for its settings. */
const takeSmallPagesOnly = async (path: string): Promise<void> => {
  pulumi.runtime.setConfig("scp:apiVersions", '{"configinspection":"1.2"}');
  const refusal = { status: 400, body: { errors: [{ code: "ValidationError" }] } };
  await running.client.addFault({ path, times: 2, fault: refusal });
};
const markersOf = async (path: string): Promise<(string | null)[]> => {
  const queries = (await sent()).filter((request) => request.path === path);
  return queries.map(({ query }) => new URLSearchParams(query)).map((query) => query.get("marker"));
};

describe("an inspection", () => {
  test("is shown as the inputs that would register it, with its latest run", async () => {
    const authKey = { auth_key_id: account, auth_key_expired_at: "2999-01-01 12:00:00" };
    const id = await save(
      "nightly",
      { auth_key_request: authKey },
      { ...weekly, diagnosis_start_time_pattern: "03:00" },
    );
    const sequence = await run(id);
    const stored = await running.client.diagnoses.only();
    const { counts, requested_at: startedAt } = stored.runs[0] ?? {};
    const shown = {
      id,
      name: "nightly",
      accountId: account,
      cspType: "SCP",
      plan: "STANDARD",
      checkType: "BP",
      authKey: { id: account, expiresAt: "2999-01-01T12:00:00Z" },
      schedule: { frequency: "weekly", day: "monday", startTime: "03:00", checkTypes: ["BP"] },
      createdAt: (await running.client.diagnoses.show(id)).summary_responses["created_at"],
      recentRunAt: startedAt,
      recentRunState: "Completed",
      diagnosisId: id,
      authKeyState: "ACTIVATED",
      authKeyExpiresAt: "2999-01-01T12:00:00Z",
      latestRun: {
        sequence,
        state: "Completed",
        result: "SUCCESS",
        startedAt,
        counts: {
          checked: counts?.["count_check"],
          passed: counts?.["count_pass"],
          failed: counts?.["count_fail"],
          notApplicable: counts?.["count_na"],
          errors: 0,
        },
      },
    };
    expect(await getConfigInspection({ id })).toEqual(shown);
    expect(await getConfigInspection({ name: "nightly" })).toEqual(shown);
    const output = getConfigInspectionOutput({ id: pulumi.output(id) }).latestRun;
    expect(await seen(output)).toEqual({ value: shown.latestRun, isKnown: true, isSecret: false });
  });

  test("without a run has none to show", async () => {
    const found = await getConfigInspection({ id: await save("nightly") });
    expect(found.latestRun).toBeUndefined();
    expect(found).not.toHaveProperty("recentRunState");
  });

  test("is not guessed where several have the name, or none", async () => {
    await expect(getConfigInspection({ name: "nightly" })).rejects.toThrow(
      'getConfigInspection: there is no configuration inspection with the name "nightly"',
    );
    const ids = [await save("nightly"), await save("nightly")];
    const failure = String(await getConfigInspection({ name: "nightly" }).catch((error: unknown) => error));
    expect(failure).toContain("there are 2 objects");
    for (const id of ids) expect(failure).toContain(id);
    await expect(getConfigInspection({ id: `DIA-${"0".repeat(32)}` })).rejects.toThrow(
      /^getConfigInspection: cannot read the configuration inspection: GET \S+ \S+: HTTP 404 NotFound/,
    );
  });

  test("is read in a preview", async () => {
    const id = await save("nightly");
    await startProgram(true);
    expect(await seen(getConfigInspectionOutput({ id }).name)).toMatchObject({ value: "nightly", isKnown: true });
  });
});

describe("a list of inspections", () => {
  const names = async (filter: object): Promise<string[]> =>
    (await listConfigInspections(filter)).map(({ name }) => name).sort();

  test("has those that match", async () => {
    const [id] = [await save("one"), await save("two", { csp_type: "AWS", diagnosis_account_id: "9".repeat(12) })];
    await run(id);
    expect(await names({})).toEqual(["one", "two"]);
    expect(await names({ name: "two" })).toEqual(["two"]);
    expect(await names({ diagnosisId: id })).toEqual(["one"]);
    expect(await names({ accountId: "9".repeat(12) })).toEqual(["two"]);
    expect(await names({ cspType: "AWS" })).toEqual(["two"]);
    expect(await names({ recentRunState: "Completed" })).toEqual(["one"]);
    expect(await names({ isMine: true })).toEqual(["one", "two"]);
    expect(await names({ startDate: "2999-01-01" })).toEqual([]);
    expect(await names({ endDate: "2000-01-01" })).toEqual([]);
  });

  test("lacks the auth key, the schedule and the counts of the latest run", async () => {
    const id = await save("nightly", {}, weekly);
    await run(id);
    const { authKey: _authKey, schedule: _schedule, ...single } = await getConfigInspection({ id });
    const { latestRun: _latestRun, diagnosisId: _diagnosisId, ...more } = single;
    const { authKeyState: _authKeyState, authKeyExpiresAt: _authKeyExpiresAt, ...listed } = more;
    expect(await listConfigInspections()).toEqual([listed]);
  });

  test("tells what went wrong in the latest run", async () => {
    const authKey = { auth_key_id: account, auth_key_expired_at: "2000-01-01 12:00:00" };
    await run(await save("nightly", { auth_key_request: authKey }));
    expect(await listConfigInspections()).toEqual([
      expect.objectContaining({ recentRunState: "Error", recentRunError: "CONNECTION_FAIL" }),
    ]);
  });

  test("is read page by page, and no further than the loop goes", async () => {
    await takeSmallPagesOnly(lists.diagnoses);
    for (let at = 0; at < 45; at++) await save(`nightly${String(at)}`);
    for await (const { name } of listConfigInspections()) {
      expect(name).toMatch(/^nightly/);
      break;
    }
    expect(await markersOf(lists.diagnoses)).toEqual([null, null, null]);
    const all = await listConfigInspections();
    expect(new Set(all.map(({ name }) => name)).size).toBe(45);
    const markers = [null, all[19]?.id, all[39]?.id];
    expect((await markersOf(lists.diagnoses)).slice(3)).toEqual(markers);
    expect(await seen(listConfigInspectionsOutput().apply(({ length }) => length))).toMatchObject({ value: 45 });
  });
});

describe("reports", () => {
  test("are those of finished runs that match, with their counts", async () => {
    const [one, two] = [await save("one"), await save("two", { csp_type: "AWS" })];
    const sequences = [await run(one), await run(two, "BP")];
    const of = async (filter: object): Promise<string[]> =>
      (await listInspectionReports(filter)).map(({ sequence }) => sequence);
    expect(await of({})).toEqual(expect.arrayContaining(sequences));
    expect(await of({ diagnosisId: one })).toEqual([sequences[0]]);
    expect(await of({ name: "two" })).toEqual([sequences[1]]);
    expect(await of({ cspType: "AWS" })).toEqual([sequences[1]]);
    expect(await of({ accountId: "1".repeat(32) })).toEqual([]);
    expect(await of({ state: "Error" })).toEqual([]);
    expect(await of({ userId: "nobody" })).toEqual([]);
    expect(await of({ startDate: "2999-01-01" })).toEqual([]);
    expect(await of({ endDate: "2000-01-01" })).toEqual([]);
    const { state: _state, ...latest } = (await getConfigInspection({ id: one })).latestRun ?? {};
    expect(await listInspectionReports({ diagnosisId: one })).toEqual([
      { diagnosisId: one, name: "one", accountId: account, cspType: "SCP", checkType: "BP", ...latest },
    ]);
  });

  test("are read page by page", async () => {
    await takeSmallPagesOnly(lists.reports);
    const id = await save("nightly");
    for (let at = 0; at < 25; at++) await running.client.diagnoses.request(id);
    await running.client.advance("PT1M");
    const all = await listInspectionReports({ diagnosisId: id });
    expect(new Set(all.map(({ sequence }) => sequence)).size).toBe(25);
    expect(await markersOf(lists.reports)).toEqual([null, null, null, all[19]?.sequence]);
    expect(await seen(listInspectionReportsOutput().apply(({ length }) => length))).toMatchObject({ value: 25 });
  });
});

describe("the report of a run", () => {
  // The guide has 27 items for the one checklist, and 24 for the other one (SCP 5).
  test.each([
    ["BP", 27],
    ["SSI", 24],
  ])("has the items of the checklist %s: %i", async (checkType, total) => {
    const diagnosisId = await save("nightly", { diagnosis_check_type: checkType });
    const sequence = await run(diagnosisId, checkType);
    const { items, ...head } = await getInspectionReport({ diagnosisId, sequence });
    const startedAt = (await running.client.diagnoses.only()).runs[0]?.requested_at;
    expect(head).toEqual({
      diagnosisId,
      sequence,
      name: "nightly",
      accountId: account,
      checkType,
      startedAt,
      checklistName: checkType === "BP" ? "SCP Best Practice" : "SCP SSI",
      total,
    });
    expect(items).toHaveLength(total);
    expect(items[0]).toEqual({
      item: "1.ACCOUNT_001",
      subCategory: `SCP_${checkType}_001`,
      layer: "1.ACCOUNT",
      checkType,
      criteria: "What item 001 demands.",
      method: "How item 001 is looked at.",
      result: expect.stringMatching(/^0[1-3]$/),
      resultContents: expect.stringMatching(/^(pass|fail|na)$/),
      actionGuide: "What to do where item 001 fails.",
      changed: false,
    });
    const output = getInspectionReportOutput({ diagnosisId, sequence: pulumi.output(sequence) }).items;
    expect(await seen(output.apply(({ length }) => length))).toMatchObject({ value: total, isSecret: false });
  });

  test("is whole where the service takes small pages only", async () => {
    await takeSmallPagesOnly(lists.report);
    const diagnosisId = await save("nightly");
    const { items } = await getInspectionReport({ diagnosisId, sequence: await run(diagnosisId) });
    expect(new Set(items.map(({ subCategory }) => subCategory)).size).toBe(27);
    expect(await markersOf(lists.report)).toEqual([null, null, null, "SCP_BP_020"]);
  });

  test("that is not whole is told", async () => {
    const warn = jest.spyOn(console, "error").mockReturnValue();
    const body = { total: 2, result_detail_list: [{ diagnosis_item: "1.ACCOUNT_001", changed: null }] };
    await running.client.addFault({ path: lists.report, times: 0, fault: { status: 200, body } });
    const args = { diagnosisId: "DIA-1", sequence: "SCPCIS-1" };
    expect(await getInspectionReport(args)).toEqual({ ...args, total: 2, items: [{ item: "1.ACCOUNT_001" }] });
    expect(warn.mock.calls).toEqual([
      ["pulumi-scp: getInspectionReport: the report has 2 items, and the service gave only 1 of them"],
    ]);
  });

  test("of a run that has not ended, or of another inspection, is not there", async () => {
    const [diagnosisId, other] = [await save("nightly"), await save("other")];
    const failure = "getInspectionReport: cannot read the report of a configuration inspection: GET configinspection";
    const ended = await run(diagnosisId);
    await expect(getInspectionReport({ diagnosisId: other, sequence: ended })).rejects.toThrow(failure);
    await running.client.diagnoses.request(other);
    const { runs = [] } = (await running.client.diagnoses.stored()).at(-1) ?? {};
    const sequence = runs[0]?.sequence ?? "";
    await expect(getInspectionReport({ diagnosisId: other, sequence })).rejects.toThrow(failure);
    await running.client.advance("PT1M");
    expect((await getInspectionReport({ diagnosisId: other, sequence })).total).toBe(27);
  });
});

describe("wrong arguments are refused before any request:", () => {
  const inspections = (args: object): Promise<unknown> => Promise.resolve(listConfigInspections(args));
  const reports = (args: object): Promise<unknown> => Promise.resolve(listInspectionReports(args));
  const report = (args: object): Promise<unknown> => getInspectionReport(nonsense(args));

  test.each<[string, (args: object) => Promise<unknown>, object, string]>([
    ["getConfigInspection", getConfigInspection, {}, "give exactly one of id and name"],
    ["getConfigInspection", getConfigInspection, { id: "a", name: "b" }, "give exactly one of id and name"],
    ["getConfigInspection", getConfigInspection, { id: "" }, "id: must be the id of a configuration inspection"],
    ["listConfigInspections", inspections, { cspType: "GCP" }, 'cspType: must be "SCP", "AWS" or "Azure"'],
    ["listConfigInspections", inspections, { startDate: "yesterday" }, "startDate: must be a day as YYYY-MM-DD"],
    ["listConfigInspections", inspections, { state: "Completed" }, "state is no argument of it"],
    ["listConfigInspections", inspections, { isMine: 1 }, "isMine: "],
    ["listInspectionReports", reports, { endDate: "2026-02-30" }, "endDate: must be a day as YYYY-MM-DD"],
    [
      "listInspectionReports",
      reports,
      { diagnosisID: "a" },
      "diagnosisID is no argument of it: did you mean diagnosisId?",
    ],
    ["listInspectionReports", reports, { userId: "" }, "userId: must be the id of a user, not an empty text"],
    ["getInspectionReport", report, { diagnosisId: "a" }, "sequence is required"],
    ["getInspectionReport", report, { sequence: "a" }, "diagnosisId is required"],
  ])("%s", async (name, call, args, reason) => {
    await expect(call(args)).rejects.toThrow(`${name}: ${reason}`);
    expect(await sent()).toEqual([]);
  });
});

test("no function starts a run, which is billed", async () => {
  const diagnosisId = await save("nightly");
  const sequence = await run(diagnosisId);
  const before = (await running.client.requests()).length;
  await getConfigInspection({ name: "nightly" });
  await listConfigInspections();
  await listInspectionReports();
  await getInspectionReport({ diagnosisId, sequence });
  const methods = (await running.client.requests()).slice(before).map(({ method }) => method);
  expect(new Set(methods)).toEqual(new Set(["GET"]));
});
