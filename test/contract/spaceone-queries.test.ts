import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { detailOf } from "../support/emulator-client";
import { useEmulator } from "../support/in-process-emulator";

const running = useEmulator();

/** The messages that requests are made of, by the service: the names of their fields. */
const published = Object.fromEntries(
  ["cost-analysis", "inventory", "secret"].map((service) => {
    const file = join(__dirname, "fixtures", `spaceone-${service}.json`);
    const { messages } = JSON.parse(readFileSync(file, "utf8")) as { messages: Record<string, string[]> };
    return [service, messages] as const;
  }),
);

/** A field that no message has. */
const nope = { nope: 1 };

const stage = (part: object) => ({ query: { aggregate: [part] } });
const option = (part: object) => ({ options: [part] });

const query: Readonly<Record<string, object>> = {
  Query: { query: nope },
  Filter: { query: { filter: [nope] } },
  Page: { query: { page: nope } },
  Unwind: { query: { unwind: nope } },
};

const statistics: Readonly<Record<string, object>> = {
  StatisticsQuery: { query: nope },
  StatisticsAggregate: stage(nope),
  AggregateUnwind: stage({ unwind: nope }),
  AggregateGroup: stage({ group: nope }),
  AggregateGroupKey: stage({ group: { keys: [nope] } }),
  AggregateGroupField: stage({ group: { fields: [nope] } }),
  AggregateGroupSubField: stage({ group: { fields: [{ fields: [nope] }] } }),
  AggregateSubCondition: stage({ group: { fields: [{ conditions: [nope] }] } }),
  AggregateCount: stage({ count: nope }),
  AggregateProject: stage({ project: nope }),
  AggregateProjectField: stage({ project: { fields: [nope] } }),
};

const cases: readonly (readonly [path: string, bodies: Readonly<Record<string, object>>])[] = [
  ["/inventory/cloud-service/list", query],
  ["/secret/secret/list", query],
  ["/cost-analysis/cost/list", query],
  ["/cost-analysis/data-source/list", query],
  ["/inventory/cloud-service/stat", statistics],
  ["/secret/secret/stat", statistics],
  ["/inventory/cloud-service/analyze", { AnalyzeQuery: { query: nope }, SortKey: { query: { sort: [nope] } } }],
  [
    "/inventory/cloud-service/export",
    {
      ExportOption: option(nope),
      ExportSearchQuery: option({ search_query: nope }),
      ExportAnalyzeQuery: option({ analyze_query: nope }),
    },
  ],
];

const camelCase = (name: string) => name.replaceAll(/_(.)/g, (_match, letter: string) => letter.toUpperCase());

// The services have some fields besides that the published description lacks, such as `lookup`.
describe.each(cases)("%s", (path, bodies) => {
  test.each(Object.entries(bodies))("takes the published fields of %s", async (name, body) => {
    const { status, detail } = detailOf(await running.client.spaceone(path, body));
    const { message } = detail as { message: string };
    const [, available = ""] = /Available Fields\(except extensions\): "(.*?)"/.exec(message) ?? [];
    const fields = published[path.split("/")[1] ?? ""]?.[name] ?? [];
    expect(status).toBe(500);
    expect(fields).not.toEqual([]);
    expect(JSON.parse(available.replaceAll("'", '"'))).toEqual(expect.arrayContaining(fields.map(camelCase)));
  });
});
