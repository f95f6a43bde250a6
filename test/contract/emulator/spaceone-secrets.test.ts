import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const marker = "planted-5f1c";

async function call(verb: string, body: object) {
  return running.client.spaceone(`/secret/secret/${verb}`, body);
}

async function create(fields: object = {}): Promise<string> {
  const secret = { name: "n", data: { b: [1, { d: 2, c: marker }], a: "x" }, resource_group: "WORKSPACE", ...fields };
  const answer = await call("create", secret);
  expect(answer.status).toBe(200);
  return (answer.body as { secret_id: string }).secret_id;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("of its data only the digest of its canonical JSON is seen", async () => {
  const secret_id = await create();
  const [stored] = await running.client.storedSpaceoneSecrets();
  expect(stored?.dataSha256).toBe(sha256(`{"a":"x","b":[1,{"c":"${marker}","d":2}]}`));
  const seen = [
    await call("get", { secret_id }),
    await call("list", {}),
    await running.client.plain("GET", "/_emulator/state"),
  ];
  for (const { text, status } of seen) {
    expect(status).toBe(200);
    expect(text).not.toContain(marker);
  }
});

test("new data has another digest, and the same data in another order the same one", async () => {
  const secret_id = await create();
  const digests = new Set<string | undefined>();
  for (const data of [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }, {}]) {
    expect(await call("update-data", { secret_id, data })).toMatchObject({ status: 200, body: {} });
    const [stored] = await running.client.storedSpaceoneSecrets();
    digests.add(stored?.dataSha256);
  }
  expect([...digests]).toEqual(['{"a":1,"b":2}', '{"a":1}', "{}"].map(sha256));
});

test("is gone at once", async () => {
  const secret_id = await create();
  expect(await call("delete", { secret_id })).toMatchObject({ status: 200, body: {} });
  expect(await running.client.storedSpaceoneSecrets()).toEqual([]);
});

test("a trusted secret is found in the caller's workspace and in the domain, and in no other one", async () => {
  const { client, emulator } = running;
  const domain_id = emulator.spaceoneDomainId;
  const seeded = (trusted_secret_id: string, workspace_id: string) => ({ trusted_secret_id, workspace_id, domain_id });
  await client.seed({
    trusted_secrets: [
      seeded("ts-own", emulator.spaceoneWorkspaceId),
      seeded("ts-all", "*"),
      seeded("ts-other", "workspace-other"),
      { trusted_secret_id: "ts-far", domain_id: "domain-other" },
    ],
  });
  const statusOf = async (trusted_secret_id: string) => {
    const secret = { name: "n", data: {}, resource_group: "WORKSPACE", trusted_secret_id };
    return (await call("create", secret)).status;
  };
  expect(await statusOf("ts-own")).toBe(200);
  expect(await statusOf("ts-all")).toBe(200);
  expect(await statusOf("ts-other")).toBe(404);
  expect(await statusOf("ts-far")).toBe(404);
});

test("a list without a limit has all, by name", async () => {
  for (const name of ["b", "c", "a"]) await create({ name });
  const { body } = await call("list", { query: { only: ["name"] } });
  expect((body as { results: { name: string }[] }).results.map(({ name }) => name)).toEqual(["a", "b", "c"]);
});

test("may have the same name as another one", async () => {
  const ids = [await create(), await create()];
  expect(new Set(ids).size).toBe(2);
});
