import { beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { wireAnalyzeQuery } from "../../../provider/queries/analyze-query";
import { wireTables } from "../../../provider/queries/export-query";
import { changeFields } from "../../../provider/queries/fields/change-fields";
import { cloudServiceFields } from "../../../provider/queries/fields/cloud-service-fields";
import { costFields } from "../../../provider/queries/fields/cost-fields";
import { dataSourceFields } from "../../../provider/queries/fields/data-source-fields";
import type { Fields } from "../../../provider/queries/fields/fields";
import { spaceoneSecretFields } from "../../../provider/queries/fields/spaceone-secret-fields";
import { wireListQuery } from "../../../provider/queries/list-query";
import { QueryError } from "../../../provider/queries/query-error";
import { wireStatisticsQuery } from "../../../provider/queries/statistics-query";
import { useEmulator } from "../../support/in-process-emulator";
import { anyCondition, words } from "../../support/query-arbitraries";

const running = useEmulator();

type Names = Fields["names"];

/** Every path that there is, each with one below it where anything can be. */
function pathsOf(names: Names): string[] {
  return Object.entries(names).flatMap(([name, inside]) => {
    if (typeof inside === "object") return [name, ...pathsOf(inside).map((path) => `${name}.${path}`)];
    return inside === "any" ? [name, `${name}.size`, `${name}.list`, `${name}.a.b`] : [name];
  });
}

let cloudServiceId: string;
/** An administrator of the domain, whom no list hides anything from. */
let token: string;

beforeEach(async () => {
  const { client, emulator } = running;
  const claims = { own: "APP", ver: "2.0", did: emulator.spaceoneDomainId, wid: "*", rol: "DOMAIN_ADMIN" };
  token = await client.mintToken(claims);
  const data = { size: 2, list: [{ b: 1 }, { b: "two" }], a: { b: null } };
  const created = await client.cloudServices.create({ name: "web", data, tags: { size: "large" }, instance_size: 2 });
  cloudServiceId = created.cloud_service_id;
  await client.cloudServices.create({ ip_addresses: ["10.0.0.1"] });
  await client.spaceone("/secret/secret/create", {
    name: "aws",
    data: {},
    resource_group: "WORKSPACE",
    tags: { a: 1 },
  });
  await client.seed({
    projects: [{ project_id: emulator.spaceoneProjectId, project_group_id: "pg-1" }],
    regions: [{ region_id: "region-1", name: "Seoul", region_code: "kr", provider: "aws" }],
    data_sources: [{ data_source_id: "ds-1", name: "AWS", schedule: { hour: 16 }, tags: { size: 1 } }],
    costs: [{ cost_id: "cost-1", data_source_id: "ds-1", cost: 1.5, billed_date: "2024-12-16", data: { size: 3 } }],
  });
});

/** Sends what the builder makes; what it refuses has not to be accepted. Answers whether something was sent. */
async function sendAccepted(path: string, make: () => object): Promise<boolean> {
  let body: object;
  try {
    body = make();
  } catch (error) {
    expect(error).toBeInstanceOf(QueryError);
    return false;
  }
  const { status, text } = await running.client.spaceone(path, body, token);
  expect({ status, text: status === 200 ? "" : text }).toEqual({ status: 200, text: "" });
  return true;
}

async function eachAccepted<T>(given: fc.Arbitrary<T>, send: (one: T) => Promise<boolean>): Promise<void> {
  let sent = 0;
  const numRuns = 250;
  const property = fc.asyncProperty(given, async (one) => {
    if (await send(one)) sent += 1;
  });
  await fc.assert(property, { numRuns });
  expect(sent).toBeGreaterThan(numRuns / 3);
}

const part = { start: fc.integer({ min: 1, max: 3 }), limit: fc.integer({ min: 1, max: 5000 }) };
const page = fc.record(part, { requiredKeys: [] });
const sortBy = (key: fc.Arbitrary<string>) => fc.array(fc.record({ key, desc: fc.boolean() }), { maxLength: 2 });
/** An argument, or nothing. */
const maybe = <T>(argument: fc.Arbitrary<T>) => fc.option(argument, { nil: undefined, freq: 1 });

function filtersOf({ names, inConditions }: Fields) {
  const condition = anyCondition(pathsOf({ ...names, ...inConditions }));
  return {
    filter: fc.array(condition, { maxLength: 2 }),
    filterOr: fc.array(condition, { maxLength: 1 }),
    keyword: fc.option(words, { nil: "" }),
  };
}

const lists: readonly (readonly [path: string, fields: Fields, besides: () => object])[] = [
  ["/inventory/cloud-service/list", cloudServiceFields, () => ({})],
  ["/inventory/change-history/list", changeFields, () => ({ cloud_service_id: cloudServiceId })],
  ["/secret/secret/list", spaceoneSecretFields, () => ({})],
  ["/cost-analysis/data-source/list", dataSourceFields, () => ({})],
  ["/cost-analysis/cost/list", costFields, () => ({ data_source_id: "ds-1" })],
];

describe("the service accepts each query that the builder makes:", () => {
  test.each(lists)("%s", async (path, fields, besides) => {
    const key = fc.constantFrom(...pathsOf(fields.names));
    const only = fc.array(key, { minLength: 1, maxLength: 3 });
    const query = fc.oneof(
      fc.record({ ...filtersOf(fields), sort: sortBy(key), page, only }, { requiredKeys: ["filter"] }),
      fc.record({ ...filtersOf(fields), sort: sortBy(key), page, minimal: fc.boolean() }, { requiredKeys: ["filter"] }),
    );
    await eachAccepted(query, (args) =>
      sendAccepted(path, () => ({ ...besides(), query: wireListQuery(fields, args as never) })),
    );
  });

  test("a list's with an entry for each item", async () => {
    const { names } = cloudServiceFields;
    const key = fc.constantFrom(...pathsOf(names));
    const unwind = fc.record({
      path: fc.constantFrom("data.list", "ip_addresses"),
      filter: fc.array(anyCondition(["data.list.b"]), { maxLength: 1 }),
    });
    const only = fc.array(key, { minLength: 1, maxLength: 3 });
    const query = fc.record({ filter: filtersOf(cloudServiceFields).filter, sort: sortBy(key), only, unwind });
    await eachAccepted(query, (args) =>
      sendAccepted("/inventory/cloud-service/list", () => ({
        query: wireListQuery(cloudServiceFields, args as never),
      })),
    );
  });

  const statistics = [
    ["/inventory/cloud-service/stat", cloudServiceFields],
    ["/secret/secret/stat", spaceoneSecretFields],
  ] as const;
  const operator = fc.constantFrom("count", "sum", "average", "max", "min", "first", "last", "push", "add_to_set");
  const compared = fc.constantFrom("eq", "not", "gt", "lte");

  test.each(statistics)("%s", async (path, fields: Fields) => {
    const key = fc.constantFrom(...pathsOf(fields.names));
    const dateFormat = fc.constantFrom("year", "month", "day", "%Y-%m-%d");
    const condition = fc.record({ key, operator: compared, value: fc.constantFrom("a", 1, true) });
    const conditions = maybe(fc.array(condition, { maxLength: 2 }));
    const group = fc.record({
      keys: fc.array(
        fc.oneof(
          fc.record({ key, name: fc.constant("key") }),
          fc.record({ key: fc.constantFrom("created_at", "name"), name: fc.constant("day"), dateFormat }),
        ),
        { maxLength: 1 },
      ),
      fields: fc.array(fc.record({ key, operator, name: fc.constant("n"), conditions }), { maxLength: 1 }),
    });
    const project = fc.record({
      fields: fc.array(fc.record({ key, name: fc.constant("n") }), { minLength: 1, maxLength: 2 }),
      excludeKeys: fc.boolean(),
    });
    const before = fc.oneof(
      fc.record({ unwind: fc.record({ path: key }) }),
      fc.record({ sort: fc.array(fc.record({ key }), { minLength: 1, maxLength: 2 }) }),
      fc.record({ skip: fc.integer({ min: 1, max: 2 }) }),
    );
    const naming = fc.oneof(fc.record({ group }), fc.record({ project }), fc.constant({ count: { name: "n" } }));
    const after = fc.constantFrom({ sort: [{ key: "n", desc: true }] }, { limit: 3 }, { count: { name: "all" } });
    const stages = fc.tuple(fc.array(before, { maxLength: 1 }), naming, fc.array(after, { maxLength: 2 }));
    const asked = fc.oneof(
      stages.map(([first, named, last]) => ({ aggregate: [...first, named, ...last] })),
      fc.record({ distinct: key }),
    );
    await eachAccepted(fc.tuple(fc.record(filtersOf(fields), { requiredKeys: [] }), asked), ([filters, what]) =>
      sendAccepted(path, () => ({ query: wireStatisticsQuery(fields, { ...filters, ...what } as never) })),
    );
  });

  test("an analysis's, and an export's", async () => {
    const key = fc.constantFrom(...pathsOf(cloudServiceFields.names));
    const members = fc.record({ operator: fc.constant("push"), fields: fc.record({ a: key }) });
    const analysis = fc.record({
      filter: filtersOf(cloudServiceFields).filter,
      fields: fc.record({
        total: fc.constant({ operator: "count" }),
        n: fc.oneof(fc.record({ operator, key }), members),
      }),
      groupBy: fc.array(key, { maxLength: 1 }),
      fieldGroup: fc.constantFrom([], ["provider"]),
      select: fc.constantFrom({}, { twice: { operator: "add", fields: ["total", "total"] }, n: "n" }),
      sort: fc.constantFrom([], [{ key: "total", desc: true }]),
      page,
    });
    const tableOf = (args: object) => [{ name: "a", analyze: args }];
    await eachAccepted(analysis, async ({ fieldGroup, ...args }) => {
      const grouped = fieldGroup.length > 0 && Object.keys(args.select).length === 0;
      const groups = grouped ? { groupBy: [...args.groupBy, "provider"], fieldGroup } : {};
      const query = { ...args, ...groups } as never;
      const path = "/inventory/cloud-service";
      const wasSent = await sendAccepted(`${path}/analyze`, () => ({
        query: wireAnalyzeQuery(cloudServiceFields, query),
      }));
      const exported = { ...args, page: { limit: 10 } };
      // A table without rows makes an export fail, whatever its query is.
      if (wasSent && args.filter.length === 0) {
        const tables = tableOf(exported) as never;
        await sendAccepted(`${path}/export`, () => ({ options: wireTables(cloudServiceFields, tables, ["tables"]) }));
      }
      return wasSent;
    });
  });
});
