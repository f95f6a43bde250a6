import { describe, expect, test } from "@jest/globals";

import {
  newest,
  own,
  create,
  readValue,
  updateValue,
  updateLabel,
  updateCidr,
  updateKms,
  updatePrivateAcl,
  remove,
  type Fields,
  usePreparedSecret,
} from "../support/prepared-secret";

const prepared = usePreparedSecret();
const { running } = prepared;

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
      expect((await prepared.call(operation, { secret_value })).text).not.toContain('"errors"');
    }
    const answer = await prepared.call(readValue, { version_id: undefined });
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
      expect(await prepared.refuse(operation, { ...prepared.exampleOf(operation), secret_value })).toHaveLength(1);
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
      const { secret } = (await prepared.call(operation, { acl_cidr })).body as { secret: Fields };
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
      await prepared.refuse(operation, { ...prepared.exampleOf(operation), acl_cidr }, own("cidr.invalid"));
    }
  });

  test("can't be taken away", () => prepared.refuse(updateCidr, { acl_cidr: null }, own("cidr.invalid")));
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
      const answer = await prepared.call(operation, { private_acl_enabled, private_acl_resources: resources });
      expect(answer.body).toMatchObject({
        secret: { private_acl_enabled: enabled, private_acl_resources: [{ resource_id: "subnet-1" }] },
      });
    }
  });

  test.each([[[]], [null], [undefined]])("that is enabled can't have the resources %j", async (list) => {
    for (const operation of operations) {
      const body = { ...prepared.exampleOf(operation), private_acl_enabled: true, private_acl_resources: list };
      const details = await prepared.refuse(operation, body, own("privateacl.invalid"));
      expect(details).toEqual(["Private ACL must not be empty"]);
    }
  });

  test.each(["True", "yes", 1, null])("is not enabled by %j", async (private_acl_enabled) => {
    for (const operation of operations)
      await prepared.refuse(operation, { ...prepared.exampleOf(operation), private_acl_enabled });
  });

  test.each([["subnet-1"], [{}], [{ resource_id: "" }], [{ resource_id: 1 }]])(
    "can't have the resource %j",
    async (resource) => {
      for (const operation of operations) {
        await prepared.refuse(operation, { ...prepared.exampleOf(operation), private_acl_resources: [resource] });
      }
    },
  );

  test("keeps what a body leaves out", async () => {
    await prepared.call(updatePrivateAcl, { private_acl_enabled: true, private_acl_resources: resources });
    await prepared.callOn(prepared.stored.id, updatePrivateAcl, {});
    expect(await running.client.secrets.show(prepared.stored.id)).toMatchObject({ private_acl_enabled: true });
    await prepared.callOn(prepared.stored.id, updatePrivateAcl, { private_acl_enabled: false });
    const [stored] = await running.client.secrets.stored();
    expect(stored).toMatchObject({ private_acl_enabled: false, private_acl_resources: resources });
  });
});

describe("a KMS key", () => {
  const operations = [create, updateKms];

  test.each(["aes-256", "rsa-2048"])("for %s encrypts secrets", async (purpose) => {
    const { id: kms_id } = await running.client.keys.create("other", { purpose });
    for (const operation of operations) {
      expect((await prepared.call(operation, { kms_id })).body).toMatchObject({
        secret: { kms_id, kms_name: "other" },
      });
    }
  });

  test.each(["ecdsa-p256", "hmac-sha256"])("for %s can't encrypt secrets", async (purpose) => {
    const { id: kms_id } = await running.client.keys.create("other", { purpose });
    for (const operation of operations) {
      await prepared.refuse(operation, { ...prepared.exampleOf(operation), kms_id }, own("kms.invalid"));
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
        await prepared.refuse(operation, { ...prepared.exampleOf(operation), kms_id }, own("kms.invalid"));
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
    expect((await prepared.call(create, fields)).status).toBe(201);
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
    await prepared.refuse(create, { ...prepared.exampleOf(create), ...fields });
  });

  test("has no tags where they are null or left out, and no description", async () => {
    const { description: _description, tags: _tags, ...rest } = prepared.exampleOf(create);
    await prepared.callOn("", create, { ...rest, name: "one" });
    await prepared.callOn("", create, { ...rest, name: "two", tags: null });
    const [, one, two] = await running.client.secrets.stored();
    expect([one?.tags, two?.tags, one?.description]).toEqual([[], [], null]);
  });

  test("its name is its account's only", async () => {
    const { client } = running;
    await prepared.refuse(
      create,
      { ...prepared.exampleOf(create), name: "prepared" },
      { ...own("name.duplicated"), status: 409 },
    );
    const other = await client.newAccount();
    const { name } = await other.secrets.create("prepared", (await other.keys.create("other")).id);
    other.close();
    expect(name).toBe("prepared");
  });
});

describe("a label", () => {
  test.each(["CURRENT", "PREVIOUS"])("of the service's own, %s, is not moved", async (label) => {
    const body = { ...prepared.exampleOf(updateLabel), label };
    await prepared.refuse(updateLabel, body, own("UpdateLabelNotAllowedOperation"));
  });

  test("may have 256 characters that are two units each, and not 257", async () => {
    expect((await prepared.call(updateLabel, { label: "😀".repeat(256) })).status).toBe(200);
    await prepared.refuse(updateLabel, { ...prepared.exampleOf(updateLabel), label: "😀".repeat(257) });
  });

  test("needs a version", async () => {
    expect(await prepared.refuse(updateLabel, { label: "mine" })).toEqual(["Field required"]);
    expect(
      await prepared.refuse(updateLabel, { label: "mine", move_to_version_id: null, remove_from_version_id: null }),
    ).toEqual(["Field required"]);
  });

  test.each(["move_to_version_id", "remove_from_version_id"])("needs a %s that is the secret's", async (field) => {
    const { client } = running;
    const other = await client.secrets.create("other", prepared.key.id);
    const otherVersion = (await client.secrets.stored()).find(({ id }) => id === other.id)?.versions[0]?.version_id;
    for (const id of [otherVersion, "", "0fdd87aab8cb46f59b7c1f81ed03fb3e"]) {
      await prepared.refuse(updateLabel, { label: "mine", [field]: id }, { code: "NotFound", status: 404 });
    }
  });
});

describe("reading a value", () => {
  test("needs a label or a version", async () => {
    expect(await prepared.refuse(readValue, {})).toEqual(["Field required"]);
  });

  test("finds a version by its id, by a label, or by both where they mean the same", async () => {
    const { version_id } = prepared.stored.versions[0] ?? {};
    const secret_value = '{"user":"kim"}';
    for (const body of [{ version_id }, { label: "CURRENT" }, { label: "CURRENT", version_id }]) {
      expect(await prepared.callOn(prepared.stored.id, readValue, body)).toMatchObject({
        status: 200,
        body: { secret_value },
      });
    }
  });

  test("does not find what is not there, or not both at once", async () => {
    const [first] = prepared.stored.versions;
    const notFound = { code: "NotFound", status: 404 };
    const unknown = "0fdd87aab8cb46f59b7c1f81ed03fb3e";
    for (const body of [{ label: "PREVIOUS" }, { label: "current" }, { version_id: unknown }, { version_id: "" }]) {
      await prepared.refuse(readValue, body, notFound);
    }
    await prepared.call(updateValue);
    await prepared.refuse(readValue, { label: "CURRENT", version_id: first?.version_id }, notFound);
    await prepared.refuse(readValue, { label: "mine", version_id: first?.version_id }, notFound);
  });
});

describe("the waiting time", () => {
  test.each([7, 30])("may be %d days", async (waiting_time_ndays) => {
    expect((await prepared.call(remove, { waiting_time_ndays })).status).toBe(204);
  });

  test.each([6, 31, 0, -7, 7.5, "7", null])("can't be %j", async (waiting_time_ndays) => {
    await prepared.refuse(remove, { waiting_time_ndays });
  });
});

describe("while a secret waits for its deletion", () => {
  const allowed = ["/v1/secrets/{secret_id}/restore"];
  const calls = newest.operations.filter(
    ({ method, path }) => path.includes("{secret_id}/") || (method === "DELETE" && path.includes("{secret_id}")),
  );

  test.each(calls.filter(({ path }) => !allowed.includes(path)))("$method $path is refused", async (operation) => {
    await prepared.call(remove);
    await prepared.refuse(
      operation,
      operation.request ? prepared.exampleOf(operation) : undefined,
      own("state.invalid"),
    );
  });
});
