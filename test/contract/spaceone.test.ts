import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { costAnalysisOperations } from "../../provider/clients/spaceone/cost-analysis/operations";
import { inventoryOperations } from "../../provider/clients/spaceone/inventory/operations";
import { secretOperations } from "../../provider/clients/spaceone/secret/operations";
import { detailOf } from "../support/emulator-client";
import { useEmulator } from "../support/in-process-emulator";

/** What tools/fixtures.mjs keeps of an operation: the names of its fields, in their order. */
interface PublishedOperation {
  readonly path: string;
  readonly request: readonly string[];
  /** Of a list, those of one result; null where nothing is answered, or anything. */
  readonly reply: readonly string[] | null;
}

const published = ["cost-analysis", "inventory", "secret"].flatMap((service) => {
  const file = join(__dirname, "fixtures", `spaceone-${service}.json`);
  return (JSON.parse(readFileSync(file, "utf8")) as { operations: PublishedOperation[] }).operations;
});

/** Published apart: its fields are not among the fixtures. */
const historyPath = inventoryOperations.listChangeHistory.path;
const rows = [
  ...Object.values(inventoryOperations),
  ...Object.values(secretOperations),
  ...Object.values(costAnalysisOperations),
];

const running = useEmulator();

test("the clients' operations are published ones, each a POST", () => {
  const paths: string[] = rows.map(({ path }) => path).filter((path) => path !== historyPath);
  expect(paths.sort()).toEqual(published.map(({ path }) => path).sort());
  expect(new Set(rows.map(({ method }) => method))).toEqual(new Set(["POST"]));
});

const camelCase = (name: string) => name.replaceAll(/_(.)/g, (_match, letter: string) => letter.toUpperCase());

describe.each(published)("$path", ({ path, request }) => {
  test("takes the published fields and no other", async () => {
    const { status, detail } = detailOf(await running.client.spaceone(path, { nope: 1 }));
    const { code, message } = detail as { code: string; message: string };
    expect({ status, code }).toEqual({ status: 500, code: "ERROR_UNKNOWN" });
    const [, available = ""] = /Available Fields\(except extensions\): "(.*)"$/.exec(message) ?? [];
    expect(JSON.parse(available.replaceAll("'", '"'))).toEqual(request.map(camelCase));
  });
});

/** Objects that have all their fields. */
async function fullReplies(): Promise<Readonly<Record<string, object>>> {
  const { client, emulator } = running;
  const project_id = emulator.spaceoneProjectId;
  const place = { domain_id: emulator.spaceoneDomainId, workspace_id: emulator.spaceoneWorkspaceId };
  await client.seed({
    service_accounts: [{ service_account_id: "sa-1", provider: "aws", project_id, ...place }],
    trusted_secrets: [{ trusted_secret_id: "ts-1", ...place }],
  });
  const cloudService = await client.cloudServices.create({
    name: "n",
    account: "a",
    instance_type: "t",
    instance_size: 1,
    ip_addresses: ["10.0.0.1"],
    region_code: "r",
    project_id,
  });
  const { body: secret } = await client.spaceone("/secret/secret/create", {
    name: "n",
    data: {},
    schema_id: "s",
    resource_group: "PROJECT",
    service_account_id: "sa-1",
    trusted_secret_id: "ts-1",
  });
  await client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: cloudService.cloud_service_id });
  const deleted = await client.cloudServices.get(cloudService.cloud_service_id);
  return { "/inventory/cloud-service/get": deleted, "/secret/secret/get": secret as object };
}

test("replies have the published fields in the published order; a secret's state is never there", async () => {
  for (const [path, reply] of Object.entries(await fullReplies())) {
    const fields = published.find((operation) => operation.path === path)?.reply ?? [];
    const expected = path.startsWith("/secret/") ? fields.filter((name) => name !== "state") : fields;
    expect(Object.keys(reply)).toEqual(expected);
  }
});

/** A data source and a cost that have all their fields. */
async function seedCosts(): Promise<void> {
  const { client, emulator } = running;
  const place = { domain_id: emulator.spaceoneDomainId, workspace_id: emulator.spaceoneWorkspaceId };
  const texts = ["usage_unit", "provider", "region_code", "region_key", "product", "usage_type", "resource"];
  const ids = { project_id: "p", service_account_id: "sa", data_source_id: "ds", account_id: "a", ...place };
  const time = "2024-12-17T06:32:56.922Z";
  await client.seed({
    data_sources: [
      {
        data_source_id: "ds",
        name: "n",
        data_source_type: "EXTERNAL",
        permissions: {},
        provider: "aws",
        secret_filter: {},
        plugin_info: {},
        schedule: {},
        cost_tag_keys: ["k"],
        cost_additional_info_keys: ["k"],
        cost_data_keys: ["k"],
        data_source_account_count: 1,
        connected_workspace_count: 1,
        resource_group: "WORKSPACE",
        ...place,
        created_at: time,
        updated_at: time,
        last_synchronized_at: time,
      },
    ],
    costs: [
      {
        cost_id: "c",
        cost: 1,
        usage_quantity: 1,
        ...Object.fromEntries(texts.map((name) => [name, "t"])),
        ...ids,
        billed_date: "2024-12-17",
      },
    ],
  });
}

test("costs and data sources have the published fields too, but for the information about warehouses", async () => {
  await seedCosts();
  const [costs, sources] = ["/cost-analysis/cost/list", "/cost-analysis/data-source/list"] as const;
  for (const [path, body] of [[costs, { data_source_id: "ds" }] as const, [sources, {}] as const]) {
    const answer = (await running.client.spaceone(path, body)).body as { results: object[] };
    const fields = published.find((operation) => operation.path === path)?.reply ?? [];
    const expected = fields.filter((name) => name !== "warehouse_info");
    expect(answer.results.map(Object.keys)).toEqual([expected]);
  }
});
