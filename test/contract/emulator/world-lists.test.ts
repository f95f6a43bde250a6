import { beforeEach, describe, expect, test } from "@jest/globals";
import type { SwitchChanges } from "../../../emulator/world/switches";
import { useEmulator } from "../../support/in-process-emulator";
import { withClients } from "../../support/service-clients";

const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

const names = Array.from({ length: 45 }, (_, index) => `key${String(index).padStart(2, "0")}`);
const newestFirst = [...names].reverse();

beforeEach(async () => {
  for (const name of names) {
    await running.client.keys.create(name);
    await running.client.diagnoses.save(name);
  }
});

async function get(path: string): Promise<Fields> {
  const { body, status, text } = await running.client.call("GET", path);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return body as Fields;
}

async function keys(query: string): Promise<{ readonly count: unknown; readonly names: readonly unknown[] }> {
  const page = await get(`/v1/kms/transit${query}`);
  return { count: page["count"], names: (page["keys"] as Fields[]).map(({ name }) => name) };
}

async function diagnoses(query: string): Promise<{ readonly count: unknown; readonly ids: readonly string[] }> {
  const page = await get(`/v1/configinspection/diagnosis/list${query}`);
  const ids = (page["summary_responses"] as Fields[]).map(({ diagnosis_id }) => String(diagnosis_id));
  return { count: page["count"], ids };
}

test.each([
  [0, "?size=40", 40],
  [0, "", 20],
  [20, "?size=1000", 20],
  [20, "?size=7", 7],
  [100, "", 100],
])("mostOnPage %i: of %j so many are given: %i", async (mostOnPage, query, count) => {
  await running.client.setWorld({ mostOnPage });
  const page = await keys(query);
  expect([page.count, page.names.length]).toEqual([45, Math.min(count, 45)]);
  const { ids } = await diagnoses(query.replace("size", "limit"));
  expect(ids).toHaveLength(Math.min(count, 45));
});

test("listOrder: the oldest first, unless the request names an order", async () => {
  expect((await keys("?size=100")).names).toEqual(newestFirst);
  await running.client.setWorld({ listOrder: "oldestFirst" });
  expect((await keys("?size=100")).names).toEqual(names);
  expect((await keys("?size=100&sort=created_at:desc")).names).toEqual(newestFirst);
  const [first] = await running.client.diagnoses.stored();
  expect((await diagnoses("?limit=1")).ids).toEqual([first?.diagnosis_id]);
});

test.each([
  ["number", 45],
  ["text", "45"],
  ["missing", undefined],
] as const)("listCount %s", async (listCount, count) => {
  await running.client.setWorld({ listCount });
  expect((await keys("")).count).toBe(count);
  expect((await diagnoses("?with_count=true")).count).toBe(count);
  expect((await diagnoses("")).count).toBe(listCount === "missing" ? undefined : null);
});

test.each([
  ["after", 2],
  ["from", 1],
  ["ignored", 0],
] as const)("markerMeaning %s", async (markerMeaning, place) => {
  await running.client.setWorld({ markerMeaning });
  const { ids } = await diagnoses("?limit=5");
  expect((await diagnoses(`?limit=3&marker=${ids[1] ?? ""}`)).ids).toEqual(ids.slice(place, place + 3));
});

describe("the package reads a list to its end", () => {
  test.each<SwitchChanges>([
    {},
    { mostOnPage: 20 },
    { mostOnPage: 20, listCount: "missing" },
    { mostOnPage: 20, listCount: "text", listOrder: "oldestFirst" },
    { mostOnPage: 20, markerMeaning: "from" },
    { mostOnPage: 20, markerMeaning: "from", listCount: "missing", oddListEntry: true },
  ])("%j", async (world) => {
    const { client } = running;
    await client.setWorld(world);
    const found = await withClients(client, async ({ inspections, kms }) => ({
      keys: (await kms.listKeys()).map(({ name }) => name),
      diagnoses: (await inspections.listDiagnoses()).map(({ name }) => name).filter((name) => name !== ""),
    }));
    expect([...found.keys].sort()).toEqual(names);
    expect([...found.diagnoses].sort()).toEqual(names);
  });
});
