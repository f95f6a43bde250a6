import { beforeEach, expect, test } from "@jest/globals";
import { useEmulator } from "../support/in-process-emulator";

// The worked cases of SpaceONE's guide, with the bodies that it shows.

const running = useEmulator();

const services = "/inventory/cloud-service/list";

const condition = (k: string, v: unknown, o = "eq") => ({ k, v, o });
const written = (key: string, value: unknown) => ({ key, value, operator: "eq" });
const ec2 = [condition("provider", "aws"), condition("cloud_service_group", "EC2")];

beforeEach(async () => {
  const { cloudServices } = running.client;
  const create = (cloud_service_type: string, name: string, fields: object) =>
    cloudServices.create({ provider: "aws", cloud_service_group: "EC2", cloud_service_type, name, ...fields });
  await create("Instance", "service-bastion", { tags: { Name: "service-bastion" } });
  await create("Instance", "spaceone-instance", { tags: { Created_by: "wonny" } });
  await create("SecurityGroup", "used", { data: { instances: [{ InstanceId: "i-1" }], other: 1 } });
  await create("SecurityGroup", "unused", { data: { instances: [] } });
  await create("SecurityGroup", "unknown", { data: { instances: null } });
  await create("SecurityGroup", "bare", {});
  await cloudServices.create({ provider: "google_cloud", name: "elsewhere" });
});

async function namesOf(query: object): Promise<string[]> {
  const { body } = await running.client.spaceone(services, { query });
  return ((body as { results?: { name: string }[] }).results ?? []).map(({ name }) => name);
}

test("1. the cloud services of a provider, a group and a type", async () => {
  const filter = [
    written("provider", "aws"),
    written("cloud_service_group", "EC2"),
    written("cloud_service_type", "Instance"),
  ];
  expect(await namesOf({ page: { start: 1, limit: 10 }, filter })).toEqual(["service-bastion", "spaceone-instance"]);
});

test("3. those with a tag", async () => {
  const filter = [...ec2, condition("tags.aws.Created_by", "wonny")];
  expect(await namesOf({ page: { start: 1, limit: 20 }, filter })).toEqual(["spaceone-instance"]);
});

test("4. the security groups that are in use, with a few fields", async () => {
  const query = {
    page: { start: 1, limit: 20 },
    only: ["name", "state", "data.instances"],
    filter: [
      ...ec2,
      condition("cloud_service_type", "SecurityGroup"),
      condition("data.instances", [null, []], "not_in"),
    ],
  };
  expect((await running.client.spaceone(services, { query })).body).toEqual({
    results: [
      {
        name: "used",
        state: "ACTIVE",
        data: { instances: [{ InstanceId: "i-1" }] },
        tags: {},
        tag_keys: {},
        collection_info: {},
      },
    ],
    total_count: 1,
  });
});

test("the costs of a data source on one day: the service needs the data source beside the query too", async () => {
  const { client } = running;
  const day = (cost_id: string, billed_date: string) => ({ cost_id, cost: 1, data_source_id: "ds-1", billed_date });
  await client.seed({
    data_sources: [{ data_source_id: "ds-1", name: "billing", data_source_type: "EXTERNAL" }],
    costs: [day("cost-1", "2024-12-15"), day("cost-2", "2024-12-16"), day("cost-3", "2024-12-17")],
  });
  const sources = await client.spaceone("/cost-analysis/data-source/list", { query: {} });
  expect(sources.body).toMatchObject({ results: [{ data_source_id: "ds-1" }], total_count: 1 });
  const query = { filter: [written("data_source_id", "ds-1"), written("billed_date", "2024-12-16")] };
  const list = "/cost-analysis/cost/list";
  expect((await client.spaceone(list, { query })).status).toBe(400);
  const { body } = await client.spaceone(list, { query, data_source_id: "ds-1" });
  expect(body).toMatchObject({ results: [{ cost_id: "cost-2", billed_date: "2024-12-16" }], total_count: 1 });
});
