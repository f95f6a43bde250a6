import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  analyzeCloudServices,
  analyzeCloudServicesOutput,
  exportCloudServices,
  exportCloudServicesOutput,
  statCloudServices,
  where,
} from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, startProgram, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

const answer = (verb: string, body: object): Promise<void> =>
  running.client.addFault({ path: `/inventory/cloud-service/${verb}$`, fault: { status: 200, body } });
const sent = async (): Promise<object[]> =>
  (await running.client.requests()).map(({ path, body }) => ({ path, body: body as object }));
const nonsense = (args: object): never => args as never;

describe("statistics", () => {
  test("are the values of a field", async () => {
    await answer("stat", { results: ["ap-northeast-1", "kr"], total_count: 2 });
    const args = { distinct: "regionCode", filter: [where("provider").eq("aws")], page: { limit: 2 } } as const;
    expect(await statCloudServices(args)).toEqual({ results: ["ap-northeast-1", "kr"], totalCount: 2 });
    const filter = [{ key: "provider", value: "aws", operator: "eq" }];
    expect(await sent()).toEqual([
      {
        path: "/inventory/cloud-service/stat",
        body: { query: { distinct: "region_code", filter, page: { limit: 2 } } },
      },
    ]);
  });

  test("are the results of stages, with the names that these give", async () => {
    await answer("stat", { results: [{ provider: "aws", total: 3 }] });
    const keys = [{ key: "provider", name: "provider" }];
    const fields = [{ operator: "count", name: "total" }] as const;
    const aggregate = [{ group: { keys, fields } }, { sort: [{ key: "total", desc: true }] }, { limit: 3 }];
    expect(await statCloudServices({ aggregate })).toEqual({ results: [{ provider: "aws", total: 3 }] });
    expect(await sent()).toEqual([{ path: "/inventory/cloud-service/stat", body: { query: { aggregate } } }]);
  });

  test.each<[string, object, string]>([
    ["neither of both", {}, "give exactly one of distinct and aggregate"],
    ["both", { distinct: "name", aggregate: [{ limit: 1 }] }, "give exactly one of distinct and aggregate"],
    ["what is not there", { distinct: "nme" }, "distinct: cloud services have no field nme: did you mean name?"],
    ["a mistyped stage", { aggregate: [{ grup: {} }] }, "aggregate: [0]: there is no stage grup: did you mean group?"],
    ["an order, which a list has", { distinct: "name", sort: [] }, "sort is no argument of it"],
  ])("of %s are refused before any call", async (_, args, reason) => {
    await expect(statCloudServices(nonsense(args))).rejects.toThrow(`statCloudServices: ${reason}`);
    expect(await sent()).toEqual([]);
  });
});

describe("an analysis", () => {
  test("has the groups with the names that the program gives", async () => {
    const results = [{ region_code: "kr", resource_id: "arn", total: 2 }];
    await answer("analyze", { results, more: true });
    const analysis = {
      fields: { total: { operator: "count" } },
      groupBy: ["regionCode", "reference.resourceId"],
      sort: [{ key: "regionCode" }],
      page: { limit: 1 },
    } as const;
    expect(await analyzeCloudServices(analysis)).toEqual({
      results: [{ regionCode: "kr", resource_id: "arn", total: 2 }],
      more: true,
    });
    expect(await sent()).toEqual([
      {
        path: "/inventory/cloud-service/analyze",
        body: {
          query: {
            fields: { total: { operator: "count" } },
            group_by: ["region_code", "reference.resource_id"],
            sort: [{ key: "region_code" }],
            page: { limit: 1 },
          },
        },
      },
    ]);
  });

  test("is made in a preview, since it only reads", async () => {
    await startProgram(true);
    await answer("analyze", { results: [] });
    const found = analyzeCloudServicesOutput({ fields: pulumi.output({ n: { operator: "count" as const } }) });
    expect(await seen(found.results)).toEqual({ value: [], isKnown: true, isSecret: false });
  });

  test.each<[string, object, string]>([
    ["no fields", {}, "fields is required"],
    ["a mean", { fields: { n: { operator: "mean", key: "data.a" } } }, "fields: n.operator: must be one of count, sum"],
    [
      "a mistyped group",
      { fields: { n: { operator: "count" } }, groupBy: ["regoin_code"] },
      "did you mean region_code?",
    ],
  ])("with %s is refused before any call", async (_, args, reason) => {
    await expect(analyzeCloudServices(nonsense(args))).rejects.toThrow(/^analyzeCloudServices: /);
    await expect(analyzeCloudServices(nonsense(args))).rejects.toThrow(reason);
    expect(await sent()).toEqual([]);
  });
});

describe("an export", () => {
  const tables = [{ name: "all", search: { fields: ["name" as const], filter: [where("provider").eq("aws")] } }];

  test("makes a file that can be loaded", async () => {
    await answer("export", { download_url: "https://files.example/a.xlsx" });
    const made = await exportCloudServices({ tables, fileName: "mine", timezone: "Asia/Seoul" });
    expect(made).toEqual({ downloadUrl: "https://files.example/a.xlsx" });
    const search_query = {
      filter: [{ key: "provider", value: "aws", operator: "eq" }],
      fields: ["name"],
      sort: [{ key: "cloud_service_id" }],
    };
    expect(await sent()).toEqual([
      {
        path: "/inventory/cloud-service/export",
        body: {
          options: [{ name: "all", query_type: "SEARCH", search_query }],
          file_name: "mine",
          timezone: "Asia/Seoul",
        },
      },
    ]);
  });

  test("is not made in a preview, and not twice after a failure", async () => {
    await startProgram(true);
    expect(pulumi.isUnknown((await exportCloudServices({ tables })).downloadUrl)).toBe(true);
    expect(await seen(exportCloudServicesOutput({ tables }).downloadUrl)).toMatchObject({ isKnown: false });
    await expect(exportCloudServices({ tables: [] })).rejects.toThrow("tables: must have at least one table");
    expect(await sent()).toEqual([]);
    await startProgram();
    const detail = { code: "ERROR_GRPC_TIMEOUT", message: " timeout" };
    await running.client.addFault({ path: "export$", times: 0, fault: { status: 503, body: { detail } } });
    await expect(exportCloudServices({ tables })).rejects.toThrow(
      "exportCloudServices: cannot export the cloud services",
    );
    expect(await sent()).toHaveLength(1);
  });
});
