import { beforeEach, describe, expect, test } from "@jest/globals";
import { secretsManagerOperations } from "../../provider/clients/scp/secretsmanager/operations";
import {
  type ApiFixture,
  type ApiOperation,
  findOperation,
  readApiFixture,
  schemaOf,
  servedOperations,
} from "../support/api-fixture";
import { documentedBodies } from "../support/documented-bodies";
import { compareWithDocuments } from "../support/documented-operations";
import { refusalOf, type Answer, type KeyRecord, type StoredSecret } from "../support/emulator-client";
import { useEmulator } from "../support/in-process-emulator";
import { schemaErrors } from "../support/json-schema";

const fixtures = ["1.0", "1.1"].map((version) => readApiFixture("secretsmanager", version));
const newest = readApiFixture("secretsmanager", "1.1");
const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

/** What the calls are made on. */
let key: KeyRecord;
let prepared: StoredSecret;

beforeEach(async () => {
  key = await running.client.keys.create("prepared");
  await prepare();
});

async function prepare(): Promise<void> {
  const { client } = running;
  const { id } = await client.secrets.create("prepared", key.id);
  const stored = (await client.secrets.stored()).find((secret) => secret.id === id);
  if (!stored) throw new Error("the prepared secret is not stored");
  prepared = stored;
}

const find = (method: string, path: string, fixture = newest): ApiOperation => findOperation(fixture, method, path);

const create = find("POST", "/v1/secrets");
const readValue = find("POST", "/v1/secrets/{secret_id}/values");
const updateValue = find("PUT", "/v1/secrets/{secret_id}/values");
const updateLabel = find("PUT", "/v1/secrets/{secret_id}/label");
const updateCidr = find("PUT", "/v1/secrets/{secret_id}/acl-cidr");
const updateKms = find("PUT", "/v1/secrets/{secret_id}/kmsid");
const updatePrivateAcl = find("PUT", "/v1/secrets/{secret_id}/private-acl");
const remove = find("DELETE", "/v1/secrets/{secret_id}");

const served = servedOperations(fixtures);

/** The documented example with ids that are there, and with what the service accepts of it. */
function exampleOf({ request }: ApiOperation): Fields {
  const example = { ...request?.example };
  const versionId = prepared.versions[0]?.version_id ?? "";
  const accepted: Fields = {
    acl_cidr: "192.168.1.1/32, 10.0.0.1/25",
    kms_id: key.id,
    private_acl_resources: [{ resource_id: "subnet-1" }],
    version_id: versionId,
    move_to_version_id: versionId,
    remove_from_version_id: null,
  };
  const known = Object.entries(accepted).filter(([name]) => name in example);
  return { ...example, ...Object.fromEntries(known) };
}

/** The example's call with some fields replaced; undefined leaves one out. */
function call(operation: ApiOperation, fields: Fields = {}, fixture = newest): Promise<Answer> {
  const body = operation.request ? { ...exampleOf(operation), ...fields } : undefined;
  return callOn(prepared.id, operation, body, fixture);
}

function callOn(id: string, operation: ApiOperation, body: unknown, { version } = newest): Promise<Answer> {
  const target = operation.path.replace("{secret_id}", id);
  const headers = { "X-Forwarded-For": "127.0.0.1" };
  return running.client.call(operation.method, target, { body, headers, version: `secretsmanager ${version}` });
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

const own = (reason: string) => ({ code: `scp-security.secretsmanager.${reason}` });

compareWithDocuments(running, {
  name: "secretsmanager",
  versions: ["1.0", "1.1"],
  rows: secretsManagerOperations,
  notRepeatable: ["createSecret", "updateValue", "updateLabel"],
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

  if (operation.path.includes("{secret_id}")) {
    test.each(["0fdd87aab8cb46f59b7c1f81ed03fb3e", "x", "%00"])("says that secret %s is not there", async (id) => {
      const answer = await callOn(id, operation, operation.request ? exampleOf(operation) : undefined, fixture);
      expect(refusalOf(answer)).toEqual({
        status: 404,
        code: "NotFound",
        details: ["The requested resource could not be found."],
      });
    });

    test("does not find another account's secret", async () => {
      const other = await running.client.newAccount();
      const body = operation.request ? exampleOf(operation) : undefined;
      const target = operation.path.replace("{secret_id}", prepared.id);
      const answer = await other.call(operation.method, target, { body });
      other.close();
      expect(refusalOf(answer)).toMatchObject({ status: 404, code: "NotFound" });
    });
  }
});

const answersSecret = served.filter(({ fixture, operation: { response } }) => {
  return response.schema !== undefined && "secret" in (schemaOf(fixture, response.schema).properties ?? {});
});

test.each(answersSecret)("$title answers a secret that has all it can have as documented", async (row) => {
  const { client } = running;
  const path = `/v1/secrets/${prepared.id}`;
  const { id: kms_id } = await client.keys.create("rsa", { purpose: "rsa-2048" });
  await client.call("PUT", `${path}/kmsid`, { body: { kms_id } });
  await client.call("PUT", `${path}/description`, { body: { description: null } });
  await call(updatePrivateAcl);
  await call(updateLabel);
  await call(updateValue);
  await call(readValue);
  const waits = /restore$|^\/v1\/secrets$/.test(row.operation.path);
  if (waits) await call(remove);
  const answer = await call(row.operation, {}, row.fixture);
  expect(schemaErrors(schemaOf(row.fixture, row.operation.response.schema ?? ""), answer.body)).toEqual([]);
});

documentedBodies(served, {
  exampleOf,
  send: (operation, body, fixture) => callOn(prepared.id, operation, body, fixture),
  refuse: (operation, body, fixture) => refuse(operation, body, { fixture }),
  // A label is another way to name a version: both at once have to mean the same.
  isLimited: ({ path }, name) => path.endsWith("/values") && name === "label",
});

describe("what the versions differ in", () => {
  const aclFields = ["private_acl_enabled", "private_acl_resources"];
  const fieldsOf = async (operation: ApiOperation, fixture: ApiFixture) => {
    const { secret } = (await call(operation, {}, fixture)).body as { secret: Record<string, unknown> };
    return Object.keys(secret);
  };

  test("since 1.1 creation and show have the private ACL, and show the offering and the region", async () => {
    const [oldest = newest] = fixtures;
    const show = find("GET", "/v1/secrets/{secret_id}");
    expect(await fieldsOf(create, oldest)).not.toEqual(expect.arrayContaining(aclFields));
    expect(await fieldsOf(show, oldest)).not.toEqual(expect.arrayContaining(["region"]));
    expect(await fieldsOf(show, newest)).toEqual(expect.arrayContaining([...aclFields, "offering", "region"]));
    await running.client.reset();
    key = await running.client.keys.create("again");
    expect(await fieldsOf(create, newest)).toEqual(expect.arrayContaining(aclFields));
  });

  test("1.0 makes a secret without a private ACL, whatever the body says of it", async () => {
    const fields = { private_acl_enabled: true, private_acl_resources: [] };
    expect((await call(create, fields, fixtures[0])).status).toBe(201);
    expect((await running.client.secrets.stored())[1]).toMatchObject({ ...fields, private_acl_enabled: false });
  });

  test("1.0 lists all versions at once, 1.1 in pages of 100", async () => {
    const list = find("GET", "/v1/secrets/{secret_id}/versions");
    await call(updateValue);
    const all = (await call(list, {}, fixtures[0])).body as { version_list: unknown[] };
    expect(Object.keys(all)).toEqual(["version_list"]);
    expect(all.version_list).toHaveLength(2);
    const page = await running.client.call("GET", `/v1/secrets/${prepared.id}/versions?size=1&page=1`);
    expect(page.body).toMatchObject({ count: 2, page: 1, size: 1, version_list: all.version_list.slice(1) });
    expect((await call(list)).body).toMatchObject({ count: 2, page: 0, size: 100, version_list: all.version_list });
  });

  test.each(fixtures)("$version answers updates without the private ACL, except that of the private ACL", async (f) => {
    const updates = f.operations.filter(
      ({ method, path, response }) => method === "PUT" && path !== updatePrivateAcl.path && response.schema,
    );
    for (const update of updates) expect(await fieldsOf(update, f)).not.toEqual(expect.arrayContaining(aclFields));
    expect(updates).toHaveLength(5);
    expect(await fieldsOf(updatePrivateAcl, f)).toEqual(expect.arrayContaining(aclFields));
  });
});

describe("a value", () => {
  const pairs = (count: number, value: unknown = "v") =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, value])));
  const sized = (bytes: number) => `{"k":"${"x".repeat(bytes - 8)}"}`;

  test.each([
    ["one pair", pairs(1)],
    ["10 pairs", pairs(10)],
    ["65,536 bytes", sized(65_536)],
    ["white space and escapes", ' { "k" : "\\ud83d\\ude00" } '],
    ["names that objects have already", '{"__proto__":"1","constructor":"2"}'],
  ])("may be %s, and is read as it was sent", async (_what, secret_value) => {
    for (const operation of [create, updateValue]) {
      expect((await call(operation, { secret_value })).text).not.toContain('"errors"');
    }
    const answer = await call(readValue, { version_id: undefined });
    expect(answer.body).toEqual({ secret_value });
  });

  test.each([
    ["no pair", "{}"],
    ["11 pairs", pairs(11)],
    ["65,537 bytes", sized(65_537)],
    ["65,537 bytes in fewer characters", `{"k":"${"가".repeat(21_844)}"}`],
    ["no JSON", "{k:v}"],
    ["nothing", ""],
    ["a list", '["v"]'],
    ["a text", '"v"'],
    ["null", "null"],
    ["a number in a pair", pairs(1, 1)],
    ["an object in a pair", pairs(1, {})],
    ["null in a pair", pairs(1, null)],
  ])("can't be %s", async (_what, secret_value) => {
    for (const operation of [create, updateValue]) {
      expect(await refuse(operation, { ...exampleOf(operation), secret_value })).toHaveLength(1);
    }
  });
});

describe("an access control list", () => {
  const operations = [create, updateCidr];

  test.each([
    ["10.0.0.0/25", "10.0.0.0/25"],
    ["0.0.0.0/32", "0.0.0.0/32"],
    ["10.0.0.7/32,10.0.0.9/26", "10.0.0.7/32, 10.0.0.9/26"],
    ["10.0.0.7/32, 10.0.0.9/26", "10.0.0.7/32, 10.0.0.9/26"],
    [Array.from({ length: 10 }, (_, n) => `10.0.0.${n}/32`).join(","), undefined],
  ])("may be %s", async (acl_cidr, shown) => {
    for (const operation of operations) {
      const { secret } = (await call(operation, { acl_cidr })).body as { secret: Fields };
      expect(secret["acl_cidr"]).toBe(shown ?? acl_cidr.replaceAll(",", ", "));
    }
  });

  test.each([
    "10.0.0.0/24",
    "192.168.1.1/24, 10.0.0.1/16",
    "10.0.0.0/25,10.0.0.0/24",
    "0.0.0.0/0",
    "10.0.0.0/33",
    "10.0.0.0/025",
    "10.0.0.0",
    "10.0.0/25",
    "10.0.0.256/32",
    "10.0.0.0/25/25",
    "::1/128",
    "",
    ",",
    "10.0.0.0/25,",
    " 10.0.0.0/25",
    "10.0.0.0/25,  10.0.0.0/25",
    "10.0.0.0/25;10.0.0.0/25",
    Array.from({ length: 11 }, (_, n) => `10.0.0.${n}/32`).join(","),
  ])("can't be %j", async (acl_cidr) => {
    for (const operation of operations) {
      await refuse(operation, { ...exampleOf(operation), acl_cidr }, own("cidr.invalid"));
    }
  });

  test("can't be taken away", () => refuse(updateCidr, { acl_cidr: null }, own("cidr.invalid")));
});

describe("a private ACL", () => {
  const operations = [create, updatePrivateAcl];
  const resources = [{ resource_id: "subnet-1" }];

  test.each<[unknown, boolean]>([
    [true, true],
    ["true", true],
    [false, false],
    ["false", false],
  ])("is enabled by %j: %j", async (private_acl_enabled, enabled) => {
    for (const operation of operations) {
      const answer = await call(operation, { private_acl_enabled, private_acl_resources: resources });
      expect(answer.body).toMatchObject({
        secret: { private_acl_enabled: enabled, private_acl_resources: [{ resource_id: "subnet-1" }] },
      });
    }
  });

  test.each([[[]], [null], [undefined]])("that is enabled can't have the resources %j", async (list) => {
    for (const operation of operations) {
      const body = { ...exampleOf(operation), private_acl_enabled: true, private_acl_resources: list };
      const details = await refuse(operation, body, own("privateacl.invalid"));
      expect(details).toEqual(["Private ACL must not be empty"]);
    }
  });

  test.each(["True", "yes", 1, null])("is not enabled by %j", async (private_acl_enabled) => {
    for (const operation of operations) await refuse(operation, { ...exampleOf(operation), private_acl_enabled });
  });

  test.each([["subnet-1"], [{}], [{ resource_id: "" }], [{ resource_id: 1 }]])(
    "can't have the resource %j",
    async (resource) => {
      for (const operation of operations) {
        await refuse(operation, { ...exampleOf(operation), private_acl_resources: [resource] });
      }
    },
  );

  test("keeps what a body leaves out", async () => {
    await call(updatePrivateAcl, { private_acl_enabled: true, private_acl_resources: resources });
    await callOn(prepared.id, updatePrivateAcl, {});
    expect(await running.client.secrets.show(prepared.id)).toMatchObject({ private_acl_enabled: true });
    await callOn(prepared.id, updatePrivateAcl, { private_acl_enabled: false });
    const [stored] = await running.client.secrets.stored();
    expect(stored).toMatchObject({ private_acl_enabled: false, private_acl_resources: resources });
  });
});

describe("a KMS key", () => {
  const operations = [create, updateKms];

  test.each(["aes-256", "rsa-2048"])("for %s encrypts secrets", async (purpose) => {
    const { id: kms_id } = await running.client.keys.create("other", { purpose });
    for (const operation of operations) {
      expect((await call(operation, { kms_id })).body).toMatchObject({ secret: { kms_id, kms_name: "other" } });
    }
  });

  test.each(["ecdsa-p256", "hmac-sha256"])("for %s can't encrypt secrets", async (purpose) => {
    const { id: kms_id } = await running.client.keys.create("other", { purpose });
    for (const operation of operations) {
      await refuse(operation, { ...exampleOf(operation), kms_id }, own("kms.invalid"));
    }
  });

  test("has to be there, Active, the account's own and made by a user", async () => {
    const { client } = running;
    const [stopped, waiting] = [await client.keys.create("stopped"), await client.keys.create("waiting")];
    await client.call("PUT", `/v1/kms/transit/${stopped.id}/state`, { body: { state: "Stop" } });
    await client.call("DELETE", `/v1/kms/transit/${waiting.id}`);
    const other = await client.newAccount();
    const foreign = await other.keys.create("foreign");
    other.close();
    const managed = (await client.state()).scp[client.address.accountId]?.managedKeys[0]?.id;
    for (const kms_id of [stopped.id, waiting.id, foreign.id, managed, "", "0fdd87aab8cb46f59b7c1f81ed03fb3e"]) {
      for (const operation of operations) {
        await refuse(operation, { ...exampleOf(operation), kms_id }, own("kms.invalid"));
      }
    }
  });
});

describe("what only the user guide says of a new secret", () => {
  const tag = (name: string, value = "") => ({ key: name, value });
  const tags = (count: number) => Array.from({ length: count }, (_, index) => tag(`tag${index}`));

  test.each<[string, Fields]>([
    ["50 tags", { tags: tags(50) }],
    ["the longest tag", { tags: [tag("k".repeat(128), "v".repeat(256))] }],
    ["all kinds of characters in the name", { name: "aZ09_-" }],
    ["no description", { description: null }],
    ["a long description", { description: "d".repeat(10_000) }],
  ])("is accepted: %s", async (_what, fields) => {
    expect((await call(create, fields)).status).toBe(201);
    expect((await running.client.secrets.stored())[1]).toMatchObject(fields);
  });

  test.each<[string, Fields]>([
    ["51 tags", { tags: tags(51) }],
    ["a tag key without characters", { tags: [tag("")] }],
    ["a tag key of 129 characters", { tags: [tag("k".repeat(129))] }],
    ["a tag value of 257 characters", { tags: [tag("k", "v".repeat(257))] }],
    ["the same tag key twice", { tags: [tag("k", "1"), tag("k", "2")] }],
    ["a tag without value", { tags: [{ key: "k" }] }],
  ])("is refused: %s", async (_what, fields) => {
    await refuse(create, { ...exampleOf(create), ...fields });
  });

  test("has no tags where they are null or left out, and no description", async () => {
    const { description: _description, tags: _tags, ...rest } = exampleOf(create);
    await callOn("", create, { ...rest, name: "one" });
    await callOn("", create, { ...rest, name: "two", tags: null });
    const [, one, two] = await running.client.secrets.stored();
    expect([one?.tags, two?.tags, one?.description]).toEqual([[], [], null]);
  });

  test("its name is its account's only", async () => {
    const { client } = running;
    await refuse(create, { ...exampleOf(create), name: "prepared" }, { ...own("name.duplicated"), status: 409 });
    const other = await client.newAccount();
    const { name } = await other.secrets.create("prepared", (await other.keys.create("other")).id);
    other.close();
    expect(name).toBe("prepared");
  });
});

describe("a label", () => {
  test.each(["CURRENT", "PREVIOUS"])("of the service's own, %s, is not moved", async (label) => {
    const body = { ...exampleOf(updateLabel), label };
    await refuse(updateLabel, body, own("UpdateLabelNotAllowedOperation"));
  });

  test("may have 256 characters that are two units each, and not 257", async () => {
    expect((await call(updateLabel, { label: "😀".repeat(256) })).status).toBe(200);
    await refuse(updateLabel, { ...exampleOf(updateLabel), label: "😀".repeat(257) });
  });

  test("needs a version", async () => {
    expect(await refuse(updateLabel, { label: "mine" })).toEqual(["Field required"]);
    expect(
      await refuse(updateLabel, { label: "mine", move_to_version_id: null, remove_from_version_id: null }),
    ).toEqual(["Field required"]);
  });

  test.each(["move_to_version_id", "remove_from_version_id"])("needs a %s that is the secret's", async (field) => {
    const { client } = running;
    const other = await client.secrets.create("other", key.id);
    const otherVersion = (await client.secrets.stored()).find(({ id }) => id === other.id)?.versions[0]?.version_id;
    for (const id of [otherVersion, "", "0fdd87aab8cb46f59b7c1f81ed03fb3e"]) {
      await refuse(updateLabel, { label: "mine", [field]: id }, { code: "NotFound", status: 404 });
    }
  });
});

describe("reading a value", () => {
  test("needs a label or a version", async () => {
    expect(await refuse(readValue, {})).toEqual(["Field required"]);
  });

  test("finds a version by its id, by a label, or by both where they mean the same", async () => {
    const { version_id } = prepared.versions[0] ?? {};
    const secret_value = '{"user":"kim"}';
    for (const body of [{ version_id }, { label: "CURRENT" }, { label: "CURRENT", version_id }]) {
      expect(await callOn(prepared.id, readValue, body)).toMatchObject({ status: 200, body: { secret_value } });
    }
  });

  test("does not find what is not there, or not both at once", async () => {
    const [first] = prepared.versions;
    const notFound = { code: "NotFound", status: 404 };
    const unknown = "0fdd87aab8cb46f59b7c1f81ed03fb3e";
    for (const body of [{ label: "PREVIOUS" }, { label: "current" }, { version_id: unknown }, { version_id: "" }]) {
      await refuse(readValue, body, notFound);
    }
    await call(updateValue);
    await refuse(readValue, { label: "CURRENT", version_id: first?.version_id }, notFound);
    await refuse(readValue, { label: "mine", version_id: first?.version_id }, notFound);
  });
});

describe("the waiting time", () => {
  test.each([7, 30])("may be %d days", async (waiting_time_ndays) => {
    expect((await call(remove, { waiting_time_ndays })).status).toBe(204);
  });

  test.each([6, 31, 0, -7, 7.5, "7", null])("can't be %j", async (waiting_time_ndays) => {
    await refuse(remove, { waiting_time_ndays });
  });
});

describe("while a secret waits for its deletion", () => {
  const allowed = ["/v1/secrets/{secret_id}/restore"];
  const calls = newest.operations.filter(
    ({ method, path }) => path.includes("{secret_id}/") || (method === "DELETE" && path.includes("{secret_id}")),
  );

  test.each(calls.filter(({ path }) => !allowed.includes(path)))("$method $path is refused", async (operation) => {
    await call(remove);
    await refuse(operation, operation.request ? exampleOf(operation) : undefined, own("state.invalid"));
  });
});
