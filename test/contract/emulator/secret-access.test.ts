import { beforeEach, describe, expect, test } from "@jest/globals";
import { refusalOf, type Answer, type KeyRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const denied = { status: 403, code: "scp-security.secretsmanager.access.denied" };

let key: KeyRecord;

beforeEach(async () => {
  key = await running.client.keys.create("vault");
});

interface From {
  readonly address?: string;
  readonly resource?: string;
}

async function read(fields: Readonly<Record<string, unknown>>, from: From): Promise<Answer> {
  const { client } = running;
  const { id } = await client.secrets.create("orders", key.id, fields);
  const headers = {
    ...(from.address !== undefined && { "X-Forwarded-For": from.address }),
    ...(from.resource !== undefined && { "X-Emulator-Resource-Id": from.resource }),
  };
  return client.call("POST", `/v1/secrets/${id}/values`, { body: { label: "CURRENT" }, headers });
}

describe("a value is read from an address", () => {
  test.each([
    ["10.0.0.7/32", "10.0.0.7"],
    ["10.0.0.0/25", "10.0.0.0"],
    ["10.0.0.0/25", "10.0.0.127"],
    ["10.0.0.200/25", "10.0.0.128"],
    ["10.0.0.1/32, 192.168.1.64/26", "192.168.1.127"],
    ["10.0.0.7/32", "10.0.0.7, 192.168.1.1"],
    ["127.0.0.1/32", undefined],
  ])("that the list %s has: %s", async (acl_cidr, address) => {
    const answer = await read({ acl_cidr }, address === undefined ? {} : { address });
    expect(answer).toMatchObject({ status: 200, body: { secret_value: '{"user":"kim"}' } });
  });

  test.each([
    ["10.0.0.7/32", "10.0.0.8"],
    ["10.0.0.0/25", "10.0.0.128"],
    ["10.0.0.200/25", "10.0.0.127"],
    ["10.0.0.1/32, 192.168.1.64/26", "192.168.1.128"],
    ["10.0.0.7/32", "192.168.1.1, 10.0.0.7"],
    ["10.0.0.7/32", undefined],
    ["10.0.0.7/32", ""],
    ["10.0.0.7/32", "10.0.0"],
    ["10.0.0.7/32", "::1"],
    ["10.0.0.7/32", "localhost"],
  ])("and not where the list %s lacks it: %s", async (acl_cidr, address) => {
    const answer = await read({ acl_cidr }, address === undefined ? {} : { address });
    expect(refusalOf(answer)).toMatchObject(denied);
    const [stored] = await running.client.secrets.stored();
    expect(stored?.recent_searched_at).toBeNull();
  });

  test("until the list is changed", async () => {
    const { client } = running;
    const { id } = await client.secrets.create("orders", key.id);
    const readNow = () => client.call("POST", `/v1/secrets/${id}/values`, { body: { label: "CURRENT" } });
    expect((await readNow()).status).toBe(200);
    await client.call("PUT", `/v1/secrets/${id}/acl-cidr`, { body: { acl_cidr: "10.0.0.0/32" } });
    expect(refusalOf(await readNow())).toMatchObject(denied);
  });
});

describe("a private ACL", () => {
  const privateAcl = { private_acl_resources: [{ resource_id: "subnet-1" }, { resource_id: "subnet-2" }] };

  test.each([
    [{ resource: "subnet-1" }, 200],
    [{ resource: "subnet-2" }, 200],
    [{ resource: "subnet-3" }, 403],
    [{ resource: "" }, 403],
    [{}, 403],
    [{ resource: "subnet-1", address: "10.0.0.1" }, 403],
  ])("that is enabled lets its resources read, from the list's addresses: %j: %d", async (from, status) => {
    expect((await read({ ...privateAcl, private_acl_enabled: true }, from)).status).toBe(status);
  });

  test("that is not enabled lets every resource read", async () => {
    expect((await read({ ...privateAcl, private_acl_enabled: false }, { resource: "other" })).status).toBe(200);
  });
});

test("nothing but reading a value depends on the address", async () => {
  const { client } = running;
  const { id } = await client.secrets.create("orders", key.id, { acl_cidr: "10.0.0.1/32" });
  const statuses = [
    await client.call("GET", `/v1/secrets/${id}`),
    await client.call("GET", `/v1/secrets/${id}/versions`),
    await client.call("PUT", `/v1/secrets/${id}/values`, { body: { secret_value: '{"a":"b"}' } }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200]);
});
