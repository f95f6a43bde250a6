import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { certificateManagerOperations } from "../../provider/clients/scp/certificatemanager/operations";
import { type ApiOperation, findOperation, readApiFixture, schemaOf, servedOperations } from "../support/api-fixture";
import { makeIntermediate, makeLeaf, makeRoot, type TestCertificate } from "../support/certificates";
import { documentedBodies } from "../support/documented-bodies";
import { compareWithDocuments } from "../support/documented-operations";
import { refusalOf, uploadedParts, type Answer, type CertificateRecord } from "../support/emulator-client";
import { useEmulator } from "../support/in-process-emulator";
import { schemaErrors } from "../support/json-schema";

const fixtures = ["1.0", "1.1", "1.2"].map((version) => readApiFixture("certificatemanager", version));
const newest = readApiFixture("certificatemanager", "1.1");
const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

let leaf: TestCertificate;
/** What the calls are made on. */
let prepared: CertificateRecord;

beforeAll(async () => {
  leaf = await makeLeaf(await makeIntermediate(await makeRoot()), { commonName: "test.go.kr" });
});

beforeEach(async () => {
  prepared = await running.client.certificates.upload("prepared", leaf);
});

const find = (method: string, path: string, fixture = newest): ApiOperation => findOperation(fixture, method, path);

const create = find("POST", "/v1/certificatemanager");
const selfSign = find("POST", "/v1/certificatemanager/self-sign");
const checkName = find("POST", "/v1/certificatemanager/check-duplication");
const checkValidation = find("POST", "/v1/certificatemanager/check-validation");
const show = find("GET", "/v1/certificatemanager/{certificate_id}");

const served = servedOperations(fixtures);

/** The documented example with a certificate instead of a description of one, and with days that are to come. */
function exampleOf({ request }: ApiOperation): Fields {
  const example = { ...request?.example };
  const accepted: Fields = { ...uploadedParts(leaf), not_before_dt: "90000101", not_after_dt: "90010101" };
  const known = Object.entries(accepted).filter(([name]) => name in example);
  return { ...example, ...Object.fromEntries(known) };
}

/** The example's call with some fields replaced; undefined leaves one out. */
function call(operation: ApiOperation, fields: Fields = {}, fixture = newest): Promise<Answer> {
  const body = operation.request ? { ...exampleOf(operation), ...fields } : undefined;
  return callOn(prepared.id, operation, body, fixture);
}

function callOn(id: string, operation: ApiOperation, body: unknown, { version } = newest): Promise<Answer> {
  const target = operation.path.replace("{certificate_id}", id);
  return running.client.call(operation.method, target, { body, version: `certificatemanager ${version}` });
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

const own = (reason: string) => ({ code: `scp-security.certificatemanager.${reason}` });

compareWithDocuments(running, {
  name: "certificatemanager",
  versions: ["1.0", "1.1", "1.2"],
  rows: certificateManagerOperations,
  notRepeatable: ["createCertificate", "createSelfSigned"],
});

describe.each(served)("$title", ({ fixture, operation }) => {
  test("answers as documented", async () => {
    const answer = await call(operation, {}, fixture);
    expect(answer.status).toBe(operation.response.status);
    if (operation.response.schema === undefined) {
      expect(answer.text).toBe("");
      return;
    }
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(schemaErrors(schemaOf(fixture, operation.response.schema), answer.body)).toEqual([]);
  });

  if (operation.path.includes("{certificate_id}")) {
    test.each(["0fdd87aab8cb46f59b7c1f81ed03fb3e", "x", "%00"])("says that certificate %s is not there", async (id) => {
      expect(refusalOf(await callOn(id, operation, undefined, fixture))).toEqual({
        status: 404,
        code: "NotFound",
        details: ["The requested resource could not be found."],
      });
    });

    test("does not find another account's certificate", async () => {
      const other = await running.client.newAccount();
      const answer = await other.call(operation.method, operation.path.replace("{certificate_id}", prepared.id));
      other.close();
      expect(refusalOf(answer)).toMatchObject({ status: 404, code: "NotFound" });
      expect(await running.client.certificates.stored()).toHaveLength(1);
    });
  }
});

test.each(fixtures)("$version shows and lists both kinds as documented", async (fixture) => {
  const { client } = running;
  const tags = [{ key: "a", value: "b" }];
  const made = await client.certificates.selfSign("made", { tags });
  const schema = (name: string) => schemaOf(fixture, name);
  for (const { id } of [made, prepared]) {
    const answer = await callOn(id, show, undefined, fixture);
    expect(schemaErrors(schema("CertificateDetailResponse"), answer.body)).toEqual([]);
  }
  const list = await client.call("GET", "/v1/certificatemanager", { version: `certificatemanager ${fixture.version}` });
  expect(schemaErrors(schema("CertificateListResponse"), list.body)).toEqual([]);
  expect(list.body).toMatchObject({ count: 2, page: 0, size: 20, sort: ["created_at:desc"] });
});

documentedBodies(served, {
  exampleOf,
  send: (operation, body, fixture) => callOn(prepared.id, operation, body, fixture),
  refuse: (operation, body, fixture) => refuse(operation, body, { fixture }),
});

test.each(served.filter(({ operation }) => operation.request))("$title needs its required fields only", async (row) => {
  const { fixture, operation } = row;
  const { properties = {}, required = [] } = schemaOf(fixture, operation.request?.schema ?? "");
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const left = Object.fromEntries(optional.map((name) => [name, undefined]));
  expect((await call(operation, left, fixture)).status).toBe(operation.response.status);
});

describe("what only the user guide and X.509 say of a new certificate", () => {
  const tag = (name: string, value = "") => ({ key: name, value });
  const recipient = (user_id = "u", user_name = "kim") => ({ region: "", user_id, user_name });
  const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, n) => make(n));

  /** For both kinds. */
  test.each<[string, Fields]>([
    ["a name of 3 characters", { name: "abc" }],
    ["a name of 30 characters", { name: "a".repeat(30) }],
    ["all kinds of characters in the name", { name: "aZ09-_." }],
    ["50 tags", { tags: many(50, (n) => tag(`tag${n}`)) }],
    ["the longest tag", { tags: [tag("k".repeat(128), "v".repeat(256))] }],
    ["100 recipients", { recipients: many(100, (n) => recipient(`u${n}`)) }],
    ["the region in full", { region: "kr-west1" }],
    ["another time zone", { timezone: "America/Argentina/Buenos_Aires" }],
    ["UTC", { timezone: "UTC" }],
  ])("is accepted: %s", async (_what, fields) => {
    for (const operation of [create, selfSign]) {
      expect((await call(operation, fields)).status).toBe(201);
      const [, stored] = await running.client.certificates.stored();
      expect(stored).toMatchObject(fields);
      await running.client.call("DELETE", `/v1/certificatemanager/${stored?.id ?? ""}`);
    }
  });

  test.each<[string, Fields]>([
    ["a name of 2 characters", { name: "ab" }],
    ["a name of 31 characters", { name: "a".repeat(31) }],
    ["a space in the name", { name: "a b" }],
    ["a letter of another script in the name", { name: "인증서" }],
    ["a line end behind the name", { name: "abc\n" }],
    ["51 tags", { tags: many(51, (n) => tag(`tag${n}`)) }],
    ["a tag key of 129 characters", { tags: [tag("k".repeat(129))] }],
    ["a tag value of 257 characters", { tags: [tag("k", "v".repeat(257))] }],
    ["the same tag key twice", { tags: [tag("k", "1"), tag("k", "2")] }],
    ["a tag without value", { tags: [{ key: "k" }] }],
    ["101 recipients", { recipients: many(101, (n) => recipient(`u${n}`)) }],
    ["a recipient without a region", { recipients: [{ user_id: "u", user_name: "kim" }] }],
    ["a recipient without an id", { recipients: [recipient("")] }],
    ["a recipient without a name", { recipients: [recipient("u", "")] }],
    ["a recipient that is a text", { recipients: ["kim"] }],
    ["no region", { region: "" }],
    ["a region that is none", { region: "west" }],
    ["no time zone", { timezone: "" }],
    ["a time zone that is none", { timezone: "Asia/Suwon" }],
    ["an offset as the time zone", { timezone: "+09:00" }],
  ])("is refused: %s", async (_what, fields) => {
    for (const operation of [create, selfSign]) {
      expect(await refuse(operation, { ...exampleOf(operation), ...fields })).toHaveLength(1);
    }
  });

  test.each<[string, Fields]>([
    ["a common name of a character", { cn: "a" }],
    ["a common name of 64 characters", { cn: "a".repeat(64) }],
    ["a wildcard", { cn: "*.example.com" }],
    ["an organization of 64 characters that are two units each", { organization: "😀".repeat(64) }],
    ["punctuation", { cn: '#a,b+c="d"\\;<>', organization: " 회사 " }],
  ])("is accepted of a self-signed one: %s", async (_what, fields) => {
    expect((await call(selfSign, fields)).body).toMatchObject({ certificate: fields });
  });

  test.each<[string, Fields]>([
    ["no common name", { cn: "" }],
    ["a common name of 65 characters", { cn: "a".repeat(65) }],
    ["no organization", { organization: "" }],
    ["an organization of 65 characters", { organization: "a".repeat(65) }],
    ["a day with dashes", { not_before_dt: "9000-01-01" }],
    ["a day that the month does not have", { not_after_dt: "90010229" }],
    ["a month that the year does not have", { not_after_dt: "90011301" }],
    ["a time", { not_before_dt: "90000101T000000" }],
    ["no day", { not_before_dt: "" }],
  ])("is refused of a self-signed one: %s", async (_what, fields) => {
    expect(await refuse(selfSign, { ...exampleOf(selfSign), ...fields })).toHaveLength(1);
  });

  test("its name is its account's only, whatever its kind", async () => {
    for (const operation of [create, selfSign]) {
      const body = { ...exampleOf(operation), name: "prepared" };
      await refuse(operation, body, { ...own("name.duplicated"), status: 409 });
    }
    const other = await running.client.newAccount();
    const { name } = await other.certificates.upload("prepared", leaf);
    other.close();
    expect(name).toBe("prepared");
  });
});

test("check-duplication says whether a name is taken, by any kind", async () => {
  const taken = async (name: string) => (await call(checkName, { name })).body;
  await running.client.certificates.selfSign("made");
  expect(await taken("prepared")).toEqual({ result: true });
  expect(await taken("made")).toEqual({ result: true });
  expect(await taken("Prepared")).toEqual({ result: false });
  expect(await taken("other")).toEqual({ result: false });
});

describe("check-validation", () => {
  const [oldest = newest] = fixtures;
  const without = { cert_chain: null };

  test("says in 1.1 what a creation would say", async () => {
    expect((await call(checkValidation)).body).toEqual({ validate_check: true });
    expect((await call(checkValidation, without)).body).toEqual({ validate_check: true });
    const otherKey = uploadedParts(await makeRoot())["private_key"];
    expect((await call(checkValidation, { private_key: otherKey })).body).toEqual({ validate_check: false });
    expect((await call(checkValidation, { is_need_cert_chain: true, ...without })).body).toEqual({
      validate_check: true,
    });
  });

  test.each<[unknown, boolean]>([
    [true, false],
    ["True", false],
    ["true", false],
    [false, true],
    ["False", true],
  ])("needs in 1.0 a chain where is_need_cert_chain is %j: without one %j", async (is_need_cert_chain, result) => {
    expect((await call(checkValidation, { is_need_cert_chain }, oldest)).body).toEqual({ result: true });
    expect((await call(checkValidation, { is_need_cert_chain, ...without }, oldest)).body).toEqual({ result });
  });

  test.each(fixtures)("refuses in $version what it can't read", async (fixture) => {
    for (const field of ["private_key", "cert_body", "cert_chain"]) {
      await refuse(
        checkValidation,
        { ...exampleOf(checkValidation), is_need_cert_chain: true, [field]: "x" },
        {
          fixture,
          ...own("pem.invalid"),
        },
      );
    }
  });
});
