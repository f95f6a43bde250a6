import { beforeEach, describe, expect, test } from "@jest/globals";
import { configInspectionOperations } from "../../provider/clients/scp/configinspection/operations";
import { type ApiOperation, findOperation, readApiFixture, schemaOf, servedOperations } from "../support/api-fixture";
import { documentedBodies } from "../support/documented-bodies";
import { compareWithDocuments } from "../support/documented-operations";
import { refusalOf, type Answer } from "../support/emulator-client";
import { useEmulator } from "../support/in-process-emulator";
import { schemaErrors } from "../support/json-schema";

const fixtures = ["1.0", "1.1", "1.2"].map((version) => readApiFixture("configinspection", version));
const newest = readApiFixture("configinspection", "1.1");
const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

/** What the calls are made on: a diagnosis with one report. */
let prepared: { readonly id: string; readonly sequence: string };

beforeEach(async () => {
  const id = await running.client.diagnoses.save("prepared");
  await running.client.diagnoses.request(id);
  await running.client.advance("PT1M");
  const [stored] = await running.client.diagnoses.stored();
  prepared = { id, sequence: stored?.runs[0]?.sequence ?? "" };
});

const find = (method: string, path: string): ApiOperation => findOperation(newest, method, path);

const save = find("POST", "/v1/configinspection/diagnosis/save");
const request = find("POST", "/v1/configinspection/diagnosis/request");
const report = find("GET", "/v1/configinspection/report/diagnosis/detail");

const served = servedOperations(fixtures);

/** The documented example with what the service accepts of it, on what is there. */
function exampleOf({ path, request: documented }: ApiOperation): Fields {
  const example = { ...documented?.example };
  if (path === request.path) return { ...example, diagnosis_id: prepared.id };
  // Its name has spaces, which its pattern has not (SCP 5).
  return path === save.path ? { ...example, diagnosis_name: "Sample_Diagnosis-Name" } : example;
}

/** The example's call with some fields replaced; undefined leaves one out. */
function call(operation: ApiOperation, fields: Fields = {}, fixture = newest): Promise<Answer> {
  const body = operation.request ? { ...exampleOf(operation), ...fields } : undefined;
  return callOn(prepared.id, operation, body, fixture);
}

function callOn(id: string, operation: ApiOperation, body?: unknown, { version } = newest): Promise<Answer> {
  const query = new URLSearchParams({ diagnosis_id: id, diagnosis_request_sequence: prepared.sequence });
  const target = operation.path.replace("{diagnosis_id}", id);
  const suffix = operation.path === report.path ? `?${query.toString()}` : "";
  return running.client.call(operation.method, target + suffix, { body, version: `configinspection ${version}` });
}

/** Calls with a body that must be refused, and checks that nothing changed. */
async function refuse(
  operation: ApiOperation,
  body: unknown,
  { fixture = newest, code = "ValidationError", status = 400 } = {},
): Promise<string[]> {
  const before = await running.client.state();
  const refusal = refusalOf(await callOn(prepared.id, operation, body, fixture));
  expect({ ...refusal, details: [], body }).toEqual({ status, code, details: [], body });
  expect(await running.client.state()).toEqual(before);
  return refusal.details;
}

const own = (reason: string, status = 400) => ({ code: `scp-security.configinspection.${reason}`, status });

compareWithDocuments(running, {
  name: "configinspection",
  versions: ["1.0", "1.1", "1.2"],
  rows: configInspectionOperations,
  notRepeatable: ["saveDiagnosis", "requestDiagnosis"],
});

/** Examples of the reference's tables; the marker is not one that is there. */
const exampleQuery: Readonly<Record<string, string>> = {
  with_count: "true",
  limit: "20",
  sort: "created_at:desc",
  isMine: "False",
  diagnosis_id: "DIA-943731CB8E3045C289BAECAEC3532097",
  diagnosis_name: "My Diagnosis",
  csp_type: "SCP",
  diagnosis_account_id: "0e3dffc50eb247a1adf4f2e5c82c4f99",
  recent_diagnosis_state: "Completed",
  diagnosis_state: "Completed",
  account_id: "0e3dffc50eb247a1adf4f2e5c82c4f99",
  user_id: "76b563a009584b1380715c00703a02ff",
  start_date: "2022-01-01 12:00:00",
  end_date: "2022-12-31",
};

describe.each(served)("$title", ({ fixture, operation }) => {
  test("answers as documented", async () => {
    const answer = await call(operation, {}, fixture);
    expect(answer.status).toBe(operation.response.status);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(schemaErrors(schemaOf(fixture, operation.response.schema ?? ""), answer.body)).toEqual([]);
  });

  const ofOne = operation.path.includes("{diagnosis_id}") || [request.path, report.path].includes(operation.path);
  if (ofOne) {
    const unknown = "DIA-943731CB8E3045C289BAECAEC3532097";
    const callUnknown = (id: string) => callOn(id, operation, { ...exampleOf(operation), diagnosis_id: id }, fixture);

    test("says that a diagnosis is not there", async () => {
      expect(refusalOf(await callUnknown(unknown))).toEqual({
        status: 404,
        code: "NotFound",
        details: ["The requested resource could not be found."],
      });
    });

    test("does not find another account's diagnosis", async () => {
      const other = await running.client.newAccount();
      const id = await other.diagnoses.save("other");
      other.close();
      expect(refusalOf(await callUnknown(id))).toMatchObject({ status: 404, code: "NotFound" });
    });
  }

  const parameters = operation.query.filter(({ name }) => exampleQuery[name] !== undefined);
  if (parameters.length > 0) {
    test.each(parameters)("takes the reference's parameter $name", async ({ name }) => {
      const query = new URLSearchParams({ [name]: exampleQuery[name] ?? "" });
      if (operation.path === report.path) {
        query.set("diagnosis_id", prepared.id);
        query.set("diagnosis_request_sequence", prepared.sequence);
      }
      const answer = await running.client.call(operation.method, `${operation.path}?${query.toString()}`);
      expect(answer.status).toBe(200);
    });
  }
});

test("all that a diagnosis can have is answered as documented", async () => {
  const { client } = running;
  const dates = { auth_key_created_at: "2022-01-01 12:00:00", auth_key_expired_at: "2023-01-01 12:00:00" };
  const id = await client.diagnoses.save("full", { auth_key_request: { auth_key_id: "0".repeat(32), ...dates } });
  await client.diagnoses.request(id);
  for (const duration of ["PT0S", "PT1M"]) {
    await client.advance(duration);
    for (const { fixture, operation } of served.filter(({ operation: { method } }) => method === "GET")) {
      const answer = await callOn(operation.path === report.path ? prepared.id : id, operation, undefined, fixture);
      expect(schemaErrors(schemaOf(fixture, operation.response.schema ?? ""), answer.body)).toEqual([]);
    }
  }
});

test("the reference's own example of a new diagnosis is refused for its name", async () => {
  const details = await refuse(save, save.request?.example);
  expect(details).toEqual(["String should match pattern '^[a-zA-Z0-9-_]+$'"]);
});

test("1.0 does not answer the id, 1.1 does", async () => {
  const [oldest = newest] = fixtures;
  const { diagnosis_id } = exampleOf(save);
  expect((await call(save, {}, oldest)).body).toEqual({ result: true });
  await running.client.call("DELETE", `/v1/configinspection/diagnosis/terminate/${String(diagnosis_id)}`);
  expect((await call(save, {}, newest)).body).toEqual({ diagnosis_id, result: true });
});

documentedBodies(served, {
  exampleOf,
  send: (operation, body, fixture) => callOn(prepared.id, operation, body, fixture),
  refuse: (operation, body, fixture) => refuse(operation, body, { fixture }),
});

describe.each([save, request])("$method $path", (operation) => {
  test.each([
    ["", ["Field required"]],
    ["{", ["JSON decode error"]],
    ["[]", ["Input should be a valid dictionary"]],
    ["null", ["Input should be a valid dictionary"]],
  ])("can't have the body %j", async (body, details) => {
    expect(await refuse(operation, body)).toEqual(details);
  });
});

describe("what a new diagnosis may be", () => {
  const id = "DIA-943731CB8E3045C289BAECAEC3532097";
  const tag = (name: string, value = "") => ({ key: name, value });
  const tags = (count: number) => Array.from({ length: count }, (_, index) => tag(`tag${index}`));
  const authKey = (fields: Fields) => ({ auth_key_request: { auth_key_id: "0".repeat(32), ...fields } });

  test.each<[string, Fields]>([
    ["AWS", { csp_type: "AWS" }],
    ["Azure", { csp_type: "Azure" }],
    ["the checklist SSI", { diagnosis_check_type: "SSI" }],
    ["the monthly plan", { plan_type: "MONTHLY" }],
    ["a name of one character", { diagnosis_name: "-" }],
    ["a name of 25 characters", { diagnosis_name: "aZ09_-".padEnd(25, "x") }],
    ["50 tags", { tags: tags(50) }],
    ["an auth key without dates and id", authKey({})],
    ["an auth key with nulls", authKey({ auth_key_created_at: null, auth_key_expired_at: null, diagnosis_id: null })],
    ["an auth key with the same id", authKey({ diagnosis_id: id })],
    ["a leap day", authKey({ auth_key_expired_at: "2024-02-29 23:59:59" })],
  ])("%s", async (_what, fields) => {
    expect((await call(save, fields)).status).toBe(201);
    expect(await running.client.diagnoses.stored()).toHaveLength(2);
  });

  test.each<[string, Fields]>([
    ["GCP", { csp_type: "GCP" }],
    ["a cloud in another case", { csp_type: "azure" }],
    ["a checklist in another case", { diagnosis_check_type: "bp" }],
    ["both checklists", { diagnosis_check_type: "BP,SSI" }],
    ["another kind", { diagnosis_type: "API" }],
    ["another plan", { plan_type: "YEARLY" }],
    ["no name", { diagnosis_name: "" }],
    ["a name with a dot", { diagnosis_name: "a.b" }],
    ["no account", { account_id: "" }],
    ["no account to look at", { diagnosis_account_id: "" }],
    ["51 tags", { tags: tags(51) }],
    ["null as tags", { tags: null }],
    ["the same tag key twice", { tags: [tag("k", "1"), tag("k", "2")] }],
    ["an auth key of 31 characters", { auth_key_request: { auth_key_id: "0".repeat(31) } }],
    ["an auth key in upper case", { auth_key_request: { auth_key_id: "A".repeat(32) } }],
    ["a date as RFC 3339", authKey({ auth_key_created_at: "2022-01-01T12:00:00Z" })],
    ["a date without time", authKey({ auth_key_created_at: "2022-01-01" })],
    ["a day that is not there", authKey({ auth_key_expired_at: "2023-02-29 12:00:00" })],
    ["an hour that is not there", authKey({ auth_key_expired_at: "2023-02-28 24:00:00" })],
    ["another id of the auth key", authKey({ diagnosis_id: id.replace("9", "8") })],
  ])("and not %s", async (_what, fields) => {
    expect(await refuse(save, { ...exampleOf(save), ...fields })).toHaveLength(1);
  });

  test.each([id.toLowerCase(), id.slice(0, -1), `${id}0`, id.slice(4), id.replace("9", "G"), ` ${id}`])(
    "and not the id %j",
    async (other) => {
      const schedule = { ...(exampleOf(save)["schedule_request"] as Fields), diagnosis_id: other };
      const body = { ...exampleOf(save), ...authKey({}), diagnosis_id: other, schedule_request: schedule };
      expect(await refuse(save, body)).toHaveLength(2);
    },
  );

  test("and not one whose id is there already, of this account or another", async () => {
    await call(save);
    await refuse(save, exampleOf(save), own("diagnosis.duplicated", 409));
    const other = await running.client.newAccount();
    const answer = await other.call("POST", save.path, { body: exampleOf(save) });
    other.close();
    expect(refusalOf(answer)).toMatchObject(own("diagnosis.duplicated", 409));
  });
});

describe("a schedule", () => {
  const saveWith = (fields: Fields) => {
    const schedule_request = { ...(exampleOf(save)["schedule_request"] as Fields), ...fields };
    return { ...exampleOf(save), schedule_request };
  };

  test.each<[string, string]>([
    ["MONTH", "1"],
    ["monthly", "01"],
    ["Month", "31"],
    ["week", "monday"],
    ["WEEKLY", "SUNDAY"],
    ["daily", "everyDay"],
    ["DAY", "everyday"],
  ])("may be %s on %s, and is answered as it was sent", async (frequency_type, frequency_value) => {
    const body = saveWith({ frequency_type, frequency_value });
    expect((await callOn("", save, body)).status).toBe(201);
    const { schedule_response } = await running.client.diagnoses.show(String(exampleOf(save)["diagnosis_id"]));
    expect(schedule_response).toEqual(body.schedule_request);
  });

  test.each<[string, string]>([
    ["MONTH", "0"],
    ["MONTH", "00"],
    ["MONTH", "32"],
    ["MONTH", "001"],
    ["MONTH", "monday"],
    ["week", "1"],
    ["week", "mon"],
    ["week", "everyDay"],
    ["daily", "monday"],
    ["daily", ""],
    ["yearly", "1"],
    ["constructor", "1"],
    ["", ""],
  ])("can't be %s on %s", async (frequency_type, frequency_value) => {
    await refuse(save, saveWith({ frequency_type, frequency_value }));
  });

  test.each(["00:00", "23:55", "09:05"])("may start at %s", async (diagnosis_start_time_pattern) => {
    expect((await callOn("", save, saveWith({ diagnosis_start_time_pattern }))).status).toBe(201);
  });

  test.each(["24:00", "8:00", "08:01", "08:59", "08:60", "08:00:00", "0800", ""])(
    "can't start at %j",
    async (diagnosis_start_time_pattern) => {
      expect(await refuse(save, saveWith({ diagnosis_start_time_pattern }))).toHaveLength(1);
    },
  );

  test.each(["Y", "yes", "", "true"])("can't use a checklist as %j", async (use) => {
    expect(await refuse(save, saveWith({ use_diagnosis_check_type_bp: use }))).toHaveLength(1);
    expect(await refuse(save, saveWith({ use_diagnosis_check_type_ssi: use }))).toHaveLength(1);
  });

  test("has the diagnosis's own id", async () => {
    const diagnosis_id = "DIA-00000000000000000000000000000000";
    expect(await refuse(save, saveWith({ diagnosis_id }))).toEqual(["Ids should be the same"]);
  });
});

describe("a request for a run", () => {
  test.each(["access_key", "secret_key", "tenant_id"])("can't have an empty %s", async (field) => {
    expect(await refuse(request, { ...exampleOf(request), [field]: "" })).toHaveLength(1);
  });

  test.each(["bp", "", "ALL"])("can't have the checklist %j", async (diagnosis_check_type) => {
    expect(await refuse(request, { ...exampleOf(request), diagnosis_check_type })).toHaveLength(1);
  });

  test("can't have a checklist that the diagnosis does not use", async () => {
    await refuse(request, { ...exampleOf(request), diagnosis_check_type: "SSI" }, own("checktype.invalid"));
  });
});

describe("a report's address", () => {
  test.each([
    ["", 2],
    ["diagnosis_id=x", 1],
    ["diagnosis_request_sequence=x", 1],
  ])("needs both of its parameters, and not %j", async (query, missing) => {
    const refusal = refusalOf(await running.client.call("GET", `${report.path}?${query}`));
    expect(refusal).toMatchObject({ status: 400, code: "ValidationError" });
    expect(refusal.details).toEqual(Array.from({ length: missing }, () => "Field required"));
  });
});
