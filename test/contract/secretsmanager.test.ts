import { describe, expect, test } from "@jest/globals";

import { secretsManagerOperations } from "../../provider/clients/scp/secretsmanager/operations";
import { schemaOf, type ApiFixture, type ApiOperation } from "../support/api-fixture";
import { documentedBodies } from "../support/documented-bodies";
import { compareWithDocuments } from "../support/documented-operations";
import { refusalOf } from "../support/emulator-client";
import { schemaErrors } from "../support/json-schema";
import {
  fixtures,
  newest,
  served,
  find,
  create,
  readValue,
  updateValue,
  updateLabel,
  updatePrivateAcl,
  remove,
  usePreparedSecret,
} from "../support/prepared-secret";

const prepared = usePreparedSecret();
const { running } = prepared;

compareWithDocuments(running, {
  name: "secretsmanager",
  versions: ["1.0", "1.1", "1.2"],
  rows: secretsManagerOperations,
  notRepeatable: ["createSecret", "createServiceKey", "updateValue", "updateLabel"],
});

describe.each(served)("$title", ({ fixture, operation }) => {
  test("answers as documented", async () => {
    const answer = await prepared.call(operation, {}, fixture);
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
      const answer = await prepared.callOn(
        id,
        operation,
        operation.request ? prepared.exampleOf(operation) : undefined,
        fixture,
      );
      expect(refusalOf(answer)).toEqual({
        status: 404,
        code: "NotFound",
        details: ["The requested resource could not be found."],
      });
    });

    test("does not find another account's secret", async () => {
      const other = await running.client.newAccount();
      const body = operation.request ? prepared.exampleOf(operation) : undefined;
      const target = operation.path.replace("{secret_id}", prepared.stored.id);
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
  const path = `/v1/secrets/${prepared.stored.id}`;
  const { id: kms_id } = await client.keys.create("rsa", { purpose: "rsa-2048" });
  await client.call("PUT", `${path}/kmsid`, { body: { kms_id } });
  await client.call("PUT", `${path}/description`, { body: { description: null } });
  await prepared.call(updatePrivateAcl);
  await prepared.call(updateLabel);
  await prepared.call(updateValue);
  await prepared.call(readValue);
  const waits = /restore$|^\/v1\/secrets$/.test(row.operation.path);
  if (waits) await prepared.call(remove);
  const answer = await prepared.call(row.operation, {}, row.fixture);
  expect(schemaErrors(schemaOf(row.fixture, row.operation.response.schema ?? ""), answer.body)).toEqual([]);
});

documentedBodies(served, {
  exampleOf: (operation) => prepared.exampleOf(operation),
  send: (operation, body, fixture) => prepared.callOn(prepared.stored.id, operation, body, fixture),
  refuse: (operation, body, fixture) => prepared.refuse(operation, body, { fixture }),
  // A label is another way to name a version: both at once have to mean the same.
  isLimited: ({ path }, name) => path.endsWith("/values") && name === "label",
});

describe("what the versions differ in", () => {
  const aclFields = ["private_acl_enabled", "private_acl_resources"];
  const fieldsOf = async (operation: ApiOperation, fixture: ApiFixture) => {
    const { secret } = (await prepared.call(operation, {}, fixture)).body as { secret: Record<string, unknown> };
    return Object.keys(secret);
  };

  test("since 1.1 creation and show have the private ACL, and show the offering and the region", async () => {
    const [oldest = newest] = fixtures;
    const show = find("GET", "/v1/secrets/{secret_id}");
    expect(await fieldsOf(create, oldest)).not.toEqual(expect.arrayContaining(aclFields));
    expect(await fieldsOf(show, oldest)).not.toEqual(expect.arrayContaining(["region"]));
    expect(await fieldsOf(show, newest)).toEqual(expect.arrayContaining([...aclFields, "offering", "region"]));
    await running.client.reset();
    prepared.key = await running.client.keys.create("again");
    expect(await fieldsOf(create, newest)).toEqual(expect.arrayContaining(aclFields));
  });

  test("1.0 makes a secret without a private ACL, whatever the body says of it", async () => {
    const fields = { private_acl_enabled: true, private_acl_resources: [] };
    expect((await prepared.call(create, fields, fixtures[0])).status).toBe(201);
    expect((await running.client.secrets.stored())[1]).toMatchObject({ ...fields, private_acl_enabled: false });
  });

  test("1.0 lists all versions at once, 1.1 in pages of 100", async () => {
    const list = find("GET", "/v1/secrets/{secret_id}/versions");
    await prepared.call(updateValue);
    const all = (await prepared.call(list, {}, fixtures[0])).body as { version_list: unknown[] };
    expect(Object.keys(all)).toEqual(["version_list"]);
    expect(all.version_list).toHaveLength(2);
    const page = await running.client.call("GET", `/v1/secrets/${prepared.stored.id}/versions?size=1&page=1`);
    expect(page.body).toMatchObject({ count: 2, page: 1, size: 1, version_list: all.version_list.slice(1) });
    expect((await prepared.call(list)).body).toMatchObject({
      count: 2,
      page: 0,
      size: 100,
      version_list: all.version_list,
    });
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
