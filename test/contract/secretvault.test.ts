import { beforeEach, describe, expect, test } from "@jest/globals";
import { secretVaultOperations } from "../../provider/clients/scp/secretvault/operations";
import { type ApiOperation, findOperation, readApiFixture, schemaOf } from "../support/api-fixture";
import { documentedBodies } from "../support/documented-bodies";
import { compareWithDocuments } from "../support/documented-operations";
import { refusalOf, vaultOf, type Answer, type VaultRecord } from "../support/emulator-client";
import { useEmulator } from "../support/in-process-emulator";
import { schemaErrors } from "../support/json-schema";

const fixture = readApiFixture("secretvault", "1.0");
const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

/** What the calls are made on. */
let prepared: VaultRecord;

beforeEach(async () => {
  prepared = await running.client.vaults.create("prepared");
});

const find = (method: string, path: string): ApiOperation => findOperation(fixture, method, path);

const create = find("POST", "/v1/secretvault");
const list = find("GET", "/v1/secretvault");
const show = find("GET", "/v1/secretvault/{secret_vault_id}");
const terminate = find("PUT", "/v1/secretvault/{secret_vault_id}/terminated");
const temporaryKey = find("GET", "/v1/temporarykey/{secret_vault_id}");

/** The documented example with what the service accepts of it: single addresses, and numbers that are no texts. */
function exampleOf({ request }: ApiOperation): Fields {
  const example = { ...request?.example };
  const accepted: Fields = {
    acl_cidr: "192.168.1.1/32, 10.0.0.1/32",
    temporary_key_ttl_nhours: Number(example["temporary_key_ttl_nhours"]),
    vault_token_ttl_ndays: Number(example["vault_token_ttl_ndays"]),
  };
  return { ...example, ...Object.fromEntries(Object.entries(accepted).filter(([name]) => name in example)) };
}

/** The example's call with some fields replaced; undefined leaves one out. */
function call(operation: ApiOperation, fields: Fields = {}): Promise<Answer> {
  return callOn(prepared.id, operation, operation.request ? { ...exampleOf(operation), ...fields } : undefined);
}

function callOn(id: string, operation: ApiOperation, body?: unknown): Promise<Answer> {
  if (operation === temporaryKey) return running.client.vaults.requestTemporaryKey({ ...prepared, id });
  return running.client.call(operation.method, operation.path.replace("{secret_vault_id}", id), { body });
}

/** Calls with a body that must be refused, and checks that nothing changed. */
async function refuse(
  operation: ApiOperation,
  body: unknown,
  { code = "ValidationError", status = 400 } = {},
): Promise<string[]> {
  const before = await running.client.state();
  const refusal = refusalOf(await callOn(prepared.id, operation, body));
  expect({ ...refusal, details: [], body }).toEqual({ status, code, details: [], body });
  expect(await running.client.state()).toEqual(before);
  return refusal.details;
}

const own = (reason: string, status = 400) => ({ code: `scp-security.secretvault.${reason}`, status });

function errorsOf(operation: ApiOperation, answer: Answer): string[] {
  return schemaErrors(schemaOf(fixture, operation.response.schema ?? ""), answer.body);
}

compareWithDocuments(running, {
  name: "secretvault",
  versions: ["1.0"],
  rows: secretVaultOperations,
  notRepeatable: ["createVault", "createTemporaryKey"],
});

describe.each(fixture.operations)("$method $path", (operation) => {
  test("answers as documented", async () => {
    const answer = await call(operation);
    expect(answer.status).toBe(operation.response.status);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(errorsOf(operation, answer)).toEqual([]);
  });
});

test.each([list, show])("$method $path answers a vault in each of its states as documented", async (operation) => {
  const { client } = running;
  const check = async () => {
    expect(errorsOf(operation, await call(operation))).toEqual([]);
  };
  await client.vaults.requestTemporaryKey(prepared);
  await check();
  await client.advance("P30D");
  await check();
  prepared = await client.vaults.create("waiting", { description: null });
  await call(terminate);
  await check();
});

describe.each([show, terminate])("$method $path", (operation) => {
  test.each(["0fdd87aab8cb46f59b7c1f81ed03fb3e", "x", "%00"])("says that vault %s is not there", async (id) => {
    expect(refusalOf(await callOn(id, operation, operation.request?.example))).toEqual({
      status: 404,
      code: "NotFound",
      details: ["The requested resource could not be found."],
    });
  });

  test("does not find another account's vault", async () => {
    const other = await running.client.newAccount();
    const target = operation.path.replace("{secret_vault_id}", prepared.id);
    const answer = await other.call(operation.method, target, { body: operation.request?.example });
    other.close();
    expect(refusalOf(answer)).toMatchObject({ status: 404, code: "NotFound" });
  });
});

test("the reference's own example of a new vault is refused for its types", async () => {
  const details = await refuse(create, create.request?.example);
  expect(details).toEqual(["Input should be a valid integer", "Input should be a valid integer"]);
});

documentedBodies(
  [create, terminate].map((operation) => ({ title: `${operation.method} ${operation.path}`, fixture, operation })),
  {
    exampleOf,
    send: (operation, body) => callOn(prepared.id, operation, body),
    refuse: (operation, body) => refuse(operation, body),
  },
);

describe("an access control list", () => {
  test.each([
    ["10.0.0.7/32", "10.0.0.7/32"],
    ["0.0.0.0/32", "0.0.0.0/32"],
    ["10.0.0.7/32,10.0.0.9/32", "10.0.0.7/32, 10.0.0.9/32"],
    [Array.from({ length: 10 }, (_, n) => `10.0.0.${n}/32`).join(", "), undefined],
  ])("may be %s", async (acl_cidr, shown) => {
    expect(vaultOf(await call(create, { acl_cidr })).acl_cidr).toBe(shown ?? acl_cidr);
  });

  test.each([
    "10.0.0.0/31",
    "192.168.1.1/24, 10.0.0.1/16",
    "10.0.0.1/32,10.0.0.0/31",
    "10.0.0.1",
    "10.0.0.0/33",
    "10.0.0.256/32",
    "10.0.0.1/032",
    "::1/128",
    "",
    ",",
    "10.0.0.1/32,",
    "10.0.0.1/32,  10.0.0.2/32",
    Array.from({ length: 11 }, (_, n) => `10.0.0.${n}/32`).join(","),
  ])("can't be %j", async (acl_cidr) => {
    await refuse(create, { ...exampleOf(create), acl_cidr }, own("cidr.invalid"));
  });
});

describe("an access key", () => {
  test.each(["9b72a9856e494e67afc69atd3631fe38", "0".repeat(32)])("may be %s", async (access_key_id) => {
    expect(vaultOf(await call(create, { access_key_id })).access_key_id).toBe(access_key_id);
  });

  test.each(["", "0".repeat(31), "0".repeat(33), "B754B12B39DA4CE29A40C5E324650BD0", `${"0".repeat(31)}-`])(
    "can't be %j",
    async (access_key_id) => {
      expect(await refuse(create, { ...exampleOf(create), access_key_id })).toHaveLength(1);
    },
  );

  test("belongs to one vault of all accounts", async () => {
    const { access_key_id } = prepared;
    await refuse(create, { ...exampleOf(create), access_key_id }, own("accesskey.duplicated", 409));
    const other = await running.client.newAccount();
    const answer = await other.call("POST", "/v1/secretvault", { body: { ...exampleOf(create), access_key_id } });
    other.close();
    expect(refusalOf(answer)).toMatchObject(own("accesskey.duplicated", 409));
  });
});

describe("what only the user guide says of a new vault", () => {
  const tag = (name: string, value = "") => ({ key: name, value });
  const tags = (count: number) => Array.from({ length: count }, (_, index) => tag(`tag${index}`));

  test.each<[string, Fields]>([
    ["50 tags", { tags: tags(50) }],
    ["the longest tag", { tags: [tag("k".repeat(128), "v".repeat(256))] }],
    ["no description", { description: null }],
    ["a long description", { description: "d".repeat(10_000) }],
  ])("is accepted: %s", async (_what, fields) => {
    expect((await call(create, fields)).status).toBe(201);
    expect((await running.client.vaults.stored())[1]).toMatchObject(fields);
  });

  test.each<[string, Fields]>([
    ["51 tags", { tags: tags(51) }],
    ["a tag key without characters", { tags: [tag("")] }],
    ["a tag key of 129 characters", { tags: [tag("k".repeat(129))] }],
    ["a tag value of 257 characters", { tags: [tag("k", "v".repeat(257))] }],
    ["the same tag key twice", { tags: [tag("k", "1"), tag("k", "2")] }],
    ["a tag without value", { tags: [{ key: "k" }] }],
    ["half an hour", { temporary_key_ttl_nhours: 1.5 }],
    ["half a day", { vault_token_ttl_ndays: 30.5 }],
  ])("is refused: %s", async (_what, fields) => {
    await refuse(create, { ...exampleOf(create), ...fields });
  });

  test("has no tags where they are null or left out, and no description", async () => {
    const { description: _description, tags: _tags, access_key_id: _id, ...rest } = exampleOf(create);
    await callOn("", create, { ...rest, name: "one", access_key_id: "1".repeat(32) });
    await callOn("", create, { ...rest, name: "two", access_key_id: "2".repeat(32), tags: null });
    const [, one, two] = await running.client.vaults.stored();
    expect([one?.tags, two?.tags, one?.description]).toEqual([[], [], null]);
  });

  test("its name is its account's only", async () => {
    await refuse(create, { ...exampleOf(create), name: "prepared" }, own("name.duplicated", 409));
    const other = await running.client.newAccount();
    const { name } = await other.vaults.create("prepared");
    other.close();
    expect(name).toBe("prepared");
  });
});

describe("the waiting time", () => {
  test.each([7.5, 0, -7, "7", null])("can't be %j", async (waiting_time_ndays) => {
    await refuse(terminate, { waiting_time_ndays });
  });
});
