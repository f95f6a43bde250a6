import { describe, expect, test } from "@jest/globals";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

async function spaceone(path: string, body: object = {}): Promise<Fields> {
  const { body: answer, status, text } = await running.client.spaceone(path, body);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return answer as Fields;
}

function makeSecret(name: string, tags: object = {}): Promise<Fields> {
  return spaceone("/secret/secret/create", { name, data: {}, resource_group: "WORKSPACE", tags });
}

/** The names of what a list has. */
async function names(path: string, query: object = {}): Promise<readonly unknown[]> {
  const { results = [] } = await spaceone(path, { query });
  return (results as readonly Fields[]).map(({ name }) => name).sort();
}

describe("searchFilter", () => {
  test.each([
    ["exact", ["one"]],
    ["contains", ["one", "three"]],
    ["ignored", ["one", "three", "two"]],
  ] as const)("%s", async (searchFilter, found) => {
    const { client } = running;
    for (const [name, id] of [
      ["one", "r1"],
      ["two", "r2"],
      ["three", "r10"],
    ] as const) {
      await client.cloudServices.create({ name, reference: { resource_id: id } });
      await makeSecret(name, { nonce: id });
    }
    await client.setWorld({ searchFilter });
    const filtered = (key: string) => ({ filter: [{ key, value: "r1", operator: "eq" }] });
    expect(await names("/inventory/cloud-service/list", filtered("reference.resource_id"))).toEqual(found);
    expect(await names("/secret/secret/list", filtered("tags.nonce"))).toEqual(found);
    const others = { filter: [{ k: "name", v: ["two"], o: "in" }] };
    expect(await names("/secret/secret/list", others)).toEqual(searchFilter === "ignored" ? found : ["two"]);
  });

  test("deleted cloud services stay out in all cases", async () => {
    const { client } = running;
    const { cloud_service_id } = await client.cloudServices.create({ name: "gone" });
    await spaceone("/inventory/cloud-service/delete", { cloud_service_id });
    await client.setWorld({ searchFilter: "ignored" });
    expect(await names("/inventory/cloud-service/list", { filter: [{ k: "name", v: "gone", o: "eq" }] })).toEqual([]);
  });
});
