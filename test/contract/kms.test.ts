import { describe, expect, test } from "@jest/globals";
import { kmsOperations } from "../../provider/clients/scp/kms/operations";
import { findOperation, type ApiFixture, type ApiOperation, readApiFixture, schemaOf } from "../support/api-fixture";
import { documentedBodies } from "../support/documented-bodies";
import { compareWithDocuments } from "../support/documented-operations";
import { refusalOf, type Answer, type EmulatorClient, type KeyRecord } from "../support/emulator-client";
import { useEmulator } from "../support/in-process-emulator";
import { schemaErrors, type Schema } from "../support/json-schema";

const fixtures = ["1.0", "1.1", "1.2", "1.3"].map((version) => readApiFixture("kms", version));
const newest = readApiFixture("kms", "1.2");
const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

const createOperation = findOperation(newest, "POST", "/v1/kms/transit");

/** The data plane has a file of its own. */
function controlPlane(fixture: ApiFixture): ApiOperation[] {
  return fixture.operations.filter(({ path }) => !path.startsWith("/v1/kms/openapi/"));
}

const served = fixtures.flatMap((fixture) =>
  controlPlane(fixture).map((operation) => ({
    title: `${fixture.version} ${operation.method} ${operation.path}`,
    fixture,
    operation,
  })),
);

/** The documented call as it is, or with another body, on an object that is there. */
async function call(fixture: ApiFixture, operation: ApiOperation, body?: unknown): Promise<Answer> {
  const { client } = running;
  const id = operation.path.includes("{key_id}") ? await prepareKey(client, operation.path) : "";
  return callOn(id, fixture, operation, body);
}

function callOn(id: string, { version }: ApiFixture, operation: ApiOperation, body?: unknown): Promise<Answer> {
  const required = operation.query.filter((parameter) => parameter.required).map(({ name }) => `${name}=testkey`);
  const target = operation.path.replace("{key_id}", id) + (required.length > 0 ? `?${required.join("&")}` : "");
  const example = operation.request?.example;
  return running.client.call(operation.method, target, { body: body ?? example, version: `kms ${version}` });
}

async function prepareKey(client: EmulatorClient, path: string): Promise<string> {
  if (!path.startsWith("/v1/managed-kms/")) return (await client.keys.create("prepared")).id;
  const { body } = await client.call("GET", "/v1/managed-kms/transit");
  return (body as { keys: [KeyRecord] }).keys[0].id;
}

/** Calls with a body that must be refused, and checks that nothing changed. */
async function refuse(fixture: ApiFixture, operation: ApiOperation, body: unknown): Promise<string[]> {
  const { client } = running;
  const id = operation.path.includes("{key_id}") ? await prepareKey(client, operation.path) : "";
  const before = await client.state();
  const refusal = refusalOf(await callOn(id, fixture, operation, body));
  expect({ ...refusal, details: [], body }).toEqual({ status: 400, code: "ValidationError", details: [], body });
  expect(await client.state()).toEqual(before);
  await client.reset();
  return refusal.details;
}

/** As `example`, with a purpose that needs no slow key. */
function exampleOf(operation: ApiOperation): Fields {
  const example = operation.request?.example ?? {};
  return "purpose" in example ? { ...example, purpose: "aes-256" } : example;
}

compareWithDocuments(running, {
  name: "kms",
  versions: ["1.0", "1.1", "1.2", "1.3"],
  rows: kmsOperations,
  notRepeatable: ["createKey", "rotateKey"],
});

describe.each(served)("$title", ({ fixture, operation }) => {
  test("answers as documented", async () => {
    const answer = await call(fixture, operation);
    expect(answer.status).toBe(operation.response.status);
    if (operation.response.schema === undefined) {
      expect(answer.text).toBe("");
      return;
    }
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(schemaErrors(schemaOf(fixture, operation.response.schema), answer.body)).toEqual([]);
  });

  if (operation.path.includes("{key_id}")) {
    test.each(["0fdd87aab8cb46f59b7c1f81ed03fb3e", "x", "%00"])("says that key %s is not there", async (id) => {
      const answer = await callOn(id, fixture, operation);
      expect(refusalOf(answer)).toEqual({
        status: 404,
        code: "NotFound",
        details: ["The requested resource could not be found."],
      });
    });
  }
});

documentedBodies(served, {
  exampleOf,
  send: (operation, body, fixture) => call(fixture, operation, body),
  refuse: (operation, body, fixture) => refuse(fixture, operation, body),
});

describe("what only the user guide says of a new key", () => {
  const tag = (key: string, value = "") => ({ key, value });
  const tags = (count: number) => Array.from({ length: count }, (_, index) => tag(`tag${index}`));

  test.each<[string, Fields]>([
    ["the shortest cycle", { rotate_cycle: 1 }],
    ["the longest cycle", { rotate_cycle: 730 }],
    ["100 characters that are two units each", { description: "😀".repeat(100) }],
    ["50 tags", { tags: tags(50) }],
    ["the longest tag", { tags: [tag("k".repeat(128), "v".repeat(256))] }],
    ["the shortest tag", { tags: [tag("k", "")] }],
    ["a key for AES", { purpose: "aes-256" }],
    ["a key for RSA", { purpose: "rsa-2048" }],
    ["a key for ECDSA", { purpose: "ecdsa-p256" }],
    ["a key for HMAC", { purpose: "hmac-sha256" }],
  ])("is accepted: %s", async (_what, fields) => {
    const answer = await call(newest, createOperation, { ...exampleOf(createOperation), ...fields });
    expect([answer.status, answer.text.includes('"errors"')]).toEqual([201, false]);
    const [stored] = await running.client.keys.stored();
    expect(stored).toMatchObject(fields);
  });

  test.each<[string, Fields]>([
    ["no cycle", { rotate_cycle: 0 }],
    ["a cycle back in time", { rotate_cycle: -7 }],
    ["a cycle of more than 730 days", { rotate_cycle: 731 }],
    ["a cycle of half a day", { rotate_cycle: 0.5 }],
    ["101 characters", { description: "😀".repeat(101) }],
    ["51 tags", { tags: tags(51) }],
    ["a tag key without characters", { tags: [tag("")] }],
    ["a tag key of 129 characters", { tags: [tag("k".repeat(129))] }],
    ["a tag value of 257 characters", { tags: [tag("k", "v".repeat(257))] }],
    ["the same tag key twice", { tags: [tag("k", "1"), tag("k", "2")] }],
    ["a tag without value", { tags: [{ key: "k" }] }],
    ["a tag that is text", { tags: ["k=v"] }],
    ["a rotation that is neither Y nor N", { auto_rotate: "y" }],
    ["a purpose that is not served", { purpose: "aria-256" }],
    ["a purpose in another case", { purpose: "AES-256" }],
  ])("is refused: %s", async (_what, fields) => {
    await refuse(newest, createOperation, { ...exampleOf(createOperation), ...fields });
  });

  test("each thing that is wrong is told", async () => {
    const details = await refuse(newest, createOperation, {
      name: "A",
      description: 1,
      key_type: "x",
      rotate_cycle: "7",
    });
    expect(details.filter((detail) => detail === "Field required")).toHaveLength(2);
    expect(details.length).toBeGreaterThanOrEqual(6);
  });
});

test("a rotation's cycle is from 1 to 730 days, or left as it is", async () => {
  const operation = findOperation(newest, "PUT", "/v1/kms/transit/{key_id}/rotate-info");
  for (const rotate_cycle of [0, 731, 1.5]) await refuse(newest, operation, { auto_rotate: "Y", rotate_cycle });
  for (const rotate_cycle of [1, 730]) {
    expect((await call(newest, operation, { auto_rotate: "Y", rotate_cycle })).status).toBe(200);
    await running.client.reset();
  }
  expect((await call(newest, operation, { auto_rotate: "N", rotate_cycle: null })).status).toBe(200);
});

test("the checker finds what is missing, of another type or not documented", () => {
  const schema: Schema = {
    type: "object",
    properties: { a: { type: "integer" }, b: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] } },
    required: ["a", "b"],
  };
  expect(schemaErrors(schema, { a: 1, b: "2024-05-17T00:23:17Z" })).toEqual([]);
  expect(schemaErrors(schema, { a: "1", b: null, c: 1 })).toHaveLength(2);
  expect(schemaErrors(schema, { a: 1, b: "20241008" })).not.toEqual([]);
  expect(schemaErrors(schema, { a: 1 })).toEqual(["body.b: is missing"]);
});
