import { beforeEach, describe, expect, test } from "@jest/globals";
import { findOperation, readApiFixture, schemaOf, type ApiFixture, type ApiOperation } from "../support/api-fixture";
import { documentedBodies } from "../support/documented-bodies";
import { refusalOf, type Answer } from "../support/emulator-client";
import { useEmulator } from "../support/in-process-emulator";
import { schemaErrors } from "../support/json-schema";

type Fields = Readonly<Record<string, unknown>>;

const running = useEmulator();
const prefix = "/v1/kms/openapi/";
const fixtures = ["1.0", "1.1", "1.2"].map((version) => readApiFixture("kms", version));
const newest = readApiFixture("kms", "1.2");
const served = fixtures.flatMap((fixture) =>
  fixture.operations
    .filter(({ path }) => path.startsWith(prefix))
    .map((operation) => ({ title: `${fixture.version} ${operation.path}`, fixture, operation })),
);

/** Which operation makes what an operation takes, and for which purpose both need a key. */
const needs: Readonly<Record<string, { readonly purpose: string; readonly made?: string }>> = {
  encrypt: { purpose: "aes-256" },
  decrypt: { purpose: "aes-256", made: "encrypt" },
  rewrap: { purpose: "aes-256", made: "encrypt" },
  datakey: { purpose: "aes-256" },
  sign: { purpose: "ecdsa-p256" },
  verify: { purpose: "ecdsa-p256", made: "sign" },
  hmac: { purpose: "hmac-sha256" },
  "hmac/verify": { purpose: "hmac-sha256", made: "hmac" },
};

/** Ids of keys, and what they have made, by purpose. */
let prepared: Map<string, { id: string; made: Fields }>;

beforeEach(async () => {
  prepared = new Map();
  for (const [index, { purpose, made }] of Object.values(needs).entries()) {
    if (made === undefined || prepared.has(purpose)) continue;
    const { id } = await running.client.keys.create(`key${index}`, { purpose });
    const operation = findOperation(newest, "POST", `${prefix}${made}/{key_id}`);
    const { body } = await callOn(id, newest, operation, operation.request?.example);
    prepared.set(purpose, { id, made: body as Fields });
  }
});

function needsOf({ path }: ApiOperation) {
  const { purpose } = needs[path.slice(prefix.length, -"/{key_id}".length)] ?? { purpose: "" };
  const { id, made } = prepared.get(purpose) ?? { id: "", made: {} };
  return { id, made };
}

/** The documented example, with what this key has made in the place of what another one has. */
function exampleOf(operation: ApiOperation): Fields {
  const example = { ...operation.request?.example };
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [name, needsOf(operation).made[name] ?? value]),
  );
}

function callOn(id: string, { version }: ApiFixture, { method, path }: ApiOperation, body: unknown): Promise<Answer> {
  return running.client.call(method, path.replace("{key_id}", id), { body, version: `kms ${version}` });
}

function send(operation: ApiOperation, body: unknown, fixture: ApiFixture): Promise<Answer> {
  return callOn(needsOf(operation).id, fixture, operation, body);
}

/** Calls with a body that must be refused, and checks that nothing changed. */
async function refuse(operation: ApiOperation, body: unknown, fixture: ApiFixture): Promise<string[]> {
  const before = await running.client.state();
  const refusal = refusalOf(await send(operation, body, fixture));
  expect({ ...refusal, details: [], body }).toEqual({ status: 400, code: "ValidationError", details: [], body });
  expect(await running.client.state()).toEqual(before);
  return refusal.details;
}

test("all eight operations are documented in each version", () => {
  expect(served.map(({ title }) => title).sort()).toEqual(
    ["1.0", "1.1", "1.2"]
      .flatMap((version) => Object.keys(needs).map((name) => `${version} ${prefix}${name}/{key_id}`))
      .sort(),
  );
});

describe.each(served)("$title", ({ fixture, operation }) => {
  test("answers as documented, and changes nothing that a key shows", async () => {
    const before = await running.client.state();
    const answer = await send(operation, exampleOf(operation), fixture);
    expect(answer.status).toBe(operation.response.status);
    expect(schemaErrors(schemaOf(fixture, operation.response.schema ?? ""), answer.body)).toEqual([]);
    expect(await running.client.state()).toEqual(before);
  });

  test.each(["0fdd87aab8cb46f59b7c1f81ed03fb3e", "x", "%00"])("says that key %s is not there", async (id) => {
    expect(refusalOf(await callOn(id, fixture, operation, exampleOf(operation)))).toEqual({
      status: 404,
      code: "NotFound",
      details: ["The requested resource could not be found."],
    });
  });

  const bytes = Object.keys(operation.request?.example ?? {}).filter((name) => ["plaintext", "input"].includes(name));
  if (bytes.length > 0) {
    test.each(["no base64", "YQ", "YQ==\n", "YQ=", "YR==", "Y-_/", "a"])("refuses %j as bytes", async (text) => {
      for (const name of bytes) {
        const details = await refuse(operation, { ...exampleOf(operation), [name]: text }, fixture);
        expect(details).toEqual(["Input should be valid base64"]);
      }
    });
  }
});

documentedBodies(served, { exampleOf, send, refuse });

test.each(["PLAINTEXT", "", "wrap"])("a data key of the kind %j is refused", async (key_type) => {
  const operation = findOperation(newest, "POST", `${prefix}datakey/{key_id}`);
  expect(await refuse(operation, { key_type }, newest)).toEqual(["Input should be 'plaintext' or 'wrapped'"]);
});
