import { beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import * as program from "../../../provider/index";
import {
  countSpaceoneSecrets,
  getSpaceoneSecret,
  getSpaceoneSecretOutput,
  listSpaceoneSecrets,
  statSpaceoneSecrets,
  where,
} from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

const hush = "hush-hush-hush";
let id: string;

const create = async (fields: object = {}): Promise<string> => {
  const body = { name: "aws", data: { key: hush }, resource_group: "WORKSPACE", ...fields };
  const created = (await running.client.spaceone("/secret/secret/create", body)).body;
  return (created as { secret_id: string }).secret_id;
};
const sent = async (): Promise<{ path: string; body: object }[]> =>
  (await running.client.requests())
    .filter(({ path }) => path !== "/secret/secret/create")
    .map(({ path, body }) => ({ path, body: body as object }));
const nonsense = (args: object): never => args as never;

beforeEach(async () => {
  id = await create({
    schema_id: "aws_access_key",
    tags: { team: "orders" },
    resource_group: "PROJECT",
    project_id: running.emulator.spaceoneProjectId,
  });
});

const shown = () => ({
  id,
  secretId: id,
  name: "aws",
  schemaId: "aws_access_key",
  tags: { team: "orders" },
  resourceGroup: "PROJECT",
  domainId: running.emulator.spaceoneDomainId,
  workspaceId: running.emulator.spaceoneWorkspaceId,
  projectId: running.emulator.spaceoneProjectId,
  createdAt: expect.any(String),
});

describe("a secret of SpaceONE", () => {
  test("is found by its id and by its name, and listed, never with its data", async () => {
    expect(await getSpaceoneSecret({ id })).toEqual(shown());
    expect(await getSpaceoneSecret({ name: "aws" })).toEqual(shown());
    expect(await listSpaceoneSecrets()).toEqual([shown()]);
    expect(JSON.stringify(await listSpaceoneSecrets())).not.toContain(hush);
    const output = getSpaceoneSecretOutput({ id: pulumi.output(id) });
    expect(await seen(output.resourceGroup)).toEqual({ value: "PROJECT", isKnown: true, isSecret: false });
  });

  test("of a whole workspace has no project", async () => {
    const found = await getSpaceoneSecret({ id: await create() });
    expect(found).toMatchObject({ resourceGroup: "WORKSPACE", tags: {} });
    expect(found).not.toHaveProperty("projectId");
    expect(found).not.toHaveProperty("schemaId");
  });

  test("is not guessed where several have the name, or none", async () => {
    const other = await create();
    await expect(getSpaceoneSecret({ name: "aws" })).rejects.toThrow(/there are 2 objects.*SpaceONE secret/);
    await expect(getSpaceoneSecret({ name: "aws" })).rejects.toThrow(other);
    await expect(getSpaceoneSecret({ name: "gcp" })).rejects.toThrow('there is no SpaceONE secret with the name "gcp"');
    await expect(getSpaceoneSecret({ id: "secret-nope" })).rejects.toThrow(
      /^getSpaceoneSecret: cannot read the SpaceONE secret: POST secret \/secret\/secret\/get: HTTP 404 ERROR_NOT_FOUND/,
    );
  });

  test("has no function for its data", () => {
    expect(Object.keys(program).filter((name) => /spaceonesecret(data|value)/i.test(name))).toEqual([]);
  });
});

describe("a list of secrets", () => {
  const names = async (args: program.ListSpaceoneSecretsArgs): Promise<(string | undefined)[]> =>
    (await listSpaceoneSecrets(args)).map(({ name }) => name);

  test("has those that fit a query, in a stable order", async () => {
    await create({ name: "gcp", tags: { team: "web" } });
    expect(await names({ sort: [{ key: "name", desc: true }] })).toEqual(["gcp", "aws"]);
    expect(await names({ schemaId: "aws_access_key" })).toEqual(["aws"]);
    expect(await names({ filter: [where("tags.team").eq("web")] })).toEqual(["gcp"]);
    expect(await names({ filter: [{ k: "name", v: ["aws", "scp"], o: "=" }] })).toEqual(["aws"]);
    expect(await names({ filter: [{ k: "name", v: "C" }], keyword: "gcp" })).toEqual(["gcp"]);
    expect(await names({ page: { start: 2, limit: 1 }, sort: [{ key: "name" }] })).toEqual(["gcp"]);
    expect((await sent()).at(0)?.body).toEqual({
      query: { sort: [{ key: "name", desc: true }, { key: "secret_id" }], page: { start: 1, limit: 1000 } },
    });
  });

  test("shows no more than it has asked for", async () => {
    expect(await listSpaceoneSecrets({ only: ["schemaId"] })).toEqual([
      { id, secretId: id, schemaId: "aws_access_key" },
    ]);
    expect(await listSpaceoneSecrets({ minimal: true })).toEqual([
      { id, secretId: id, name: "aws", schemaId: "aws_access_key" },
    ]);
  });

  test("can be counted", async () => {
    await create();
    expect(await countSpaceoneSecrets()).toBe(2);
    expect(await countSpaceoneSecrets({ projectId: running.emulator.spaceoneProjectId })).toBe(1);
  });

  test.each<[string, object, string]>([
    ["a state, which the service ignores", { state: "ENABLED" }, "state is no argument of it"],
    [
      "a condition on the data",
      { filter: [{ k: "data.key", v: hush, o: "eq" }] },
      "SpaceONE secrets have no field data",
    ],
    ["the data", { only: ["data"] }, "only: [0]: SpaceONE secrets have no field data"],
    ["another workspace", { workspaceId: "other" }, "the workspace of the SpaceONE token, or left out"],
  ])("by %s is refused before any call", async (_, args, reason) => {
    const failure = String(await listSpaceoneSecrets(nonsense(args)).catch((error: unknown) => error));
    expect(failure).toContain(reason);
    expect(failure).not.toContain(hush);
    expect(await sent()).toEqual([]);
  });
});

test("statistics of secrets are made", async () => {
  const body = { results: ["aws_access_key"] };
  await running.client.addFault({ path: "/secret/secret/stat", fault: { status: 200, body } });
  expect(await statSpaceoneSecrets({ distinct: "schemaId" })).toEqual({ results: ["aws_access_key"] });
  expect(await sent()).toEqual([{ path: "/secret/secret/stat", body: { query: { distinct: "schema_id" } } }]);
  await expect(statSpaceoneSecrets({ distinct: "data" as "name" })).rejects.toThrow("have no field data");
});
