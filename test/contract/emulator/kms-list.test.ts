import { expect, test } from "@jest/globals";
import { refusalOf, type KeyRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

interface KeyPage {
  readonly count: number;
  readonly page: number;
  readonly size: number;
  readonly sort: readonly string[];
  readonly keys: readonly KeyRecord[];
}

async function list(query = ""): Promise<KeyPage> {
  return (await running.client.call("GET", `/v1/kms/transit${query}`)).body as KeyPage;
}

async function names(query = ""): Promise<string[]> {
  return (await list(query)).keys.map(({ name }) => name);
}

async function createKeys(...keyNames: readonly string[]): Promise<void> {
  for (const name of keyNames) await running.client.keys.create(name);
}

test("the newest comes first, in pages of 20", async () => {
  const all = Array.from({ length: 23 }, (_, index) => `key${String(index).padStart(2, "0")}`);
  await createKeys(...all);
  const first = await list();
  expect(first).toMatchObject({ count: 23, page: 0, size: 20, sort: ["created_at:desc"] });
  expect([...first.keys.map(({ name }) => name), ...(await names("?page=1"))]).toEqual(all.reverse());
  expect(await names("?page=2")).toEqual([]);
});

test("a page holds up to 1000", async () => {
  await Promise.all(Array.from({ length: 60 }, (_, index) => running.client.keys.create(`key${index}`)));
  expect((await list("?size=1000")).keys).toHaveLength(60);
  expect((await list("?size=7&page=8")).keys).toHaveLength(4);
});

test("sort goes by one field after the other", async () => {
  await createKeys("bbb", "aaa", "ccc");
  expect(await names("?sort=name:asc")).toEqual(["aaa", "bbb", "ccc"]);
  expect(await names("?sort=name")).toEqual(["aaa", "bbb", "ccc"]);
  expect(await names("?sort=purpose:asc,name:desc")).toEqual(["ccc", "bbb", "aaa"]);
  expect(await names("?sort=created_at:asc")).toEqual(["bbb", "aaa", "ccc"]);
  expect((await list("?sort=name:asc")).sort).toEqual(["name:asc"]);
});

test("name finds exactly that key, also while it waits for deletion", async () => {
  await createKeys("orders", "orders2");
  const [key] = (await list("?name=orders")).keys;
  await running.client.call("DELETE", `/v1/kms/transit/${key?.id ?? ""}`);
  expect(await list("?name=orders")).toMatchObject({ count: 1, keys: [{ state: "To_Be_Terminated" }] });
});

test.each(["size=0", "size=1001", "size=x", "size=", "size=1.5", "page=-1", "page=x", "sort=nothing", "sort=name:up"])(
  "?%s is refused",
  async (query) => {
    const answer = await running.client.call("GET", `/v1/kms/transit?${query}`);
    expect(refusalOf(answer)).toMatchObject({ status: 400, code: "ValidationError" });
  },
);

test.each(["is_directly=1", "is_directly=", "is_directly=yes"])("DELETE with ?%s is refused", async (query) => {
  const { id } = await running.client.keys.create("orders");
  expect((await running.client.call("DELETE", `/v1/kms/transit/${id}?${query}`)).status).toBe(400);
  expect((await running.client.keys.show(id)).state).toBe("Active");
});

test("checking a name needs a name", async () => {
  const answer = await running.client.call("GET", "/v1/kms/transit/duplicate");
  expect(refusalOf(answer)).toEqual({ status: 400, code: "ValidationError", details: ["Field required"] });
});
