import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import type { EmulatorClient, StoredSpaceoneSecret } from "../support/emulator-client";
import { marker, digest, base, spaceoneSecretTable } from "../support/kinds/spaceone-secret";
import { lifecycleSuite } from "../support/lifecycle-suite";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";
import { theOnly } from "../support/the-only";

lifecycleSuite(spaceoneSecretTable);

describe("a SpaceONE secret", () => {
  const fixture = usePluginFixture();
  let client: EmulatorClient;
  let project: string;
  let other: string;

  beforeAll(() => {
    ({ client } = fixture.emulator);
  });

  beforeEach(async () => {
    const { spaceoneDomainId, spaceoneProjectId, spaceoneWorkspaceId } = fixture.emulator.address;
    project = spaceoneProjectId ?? "";
    other = "project-000000000001";
    const tenant = { domain_id: spaceoneDomainId, workspace_id: spaceoneWorkspaceId };
    await client.seed({
      projects: [{ project_id: other, name: "other", ...tenant }],
      service_accounts: [{ service_account_id: "sa-000000000001", provider: "aws", project_id: project, ...tenant }],
    });
  });

  const stack = (): StackModel => fixture.stack("SpaceoneSecret");
  const only = async (): Promise<StoredSpaceoneSecret> => theOnly(await client.storedSpaceoneSecrets());
  const ofProject = (): Properties => ({ ...base, resourceGroup: "PROJECT", projectId: project });

  test("of a project is renamed, moved to another project, and never loses it", async () => {
    const model = stack();
    await model.up(ofProject());
    expect(await only()).toMatchObject({ resource_group: "PROJECT", project_id: project });
    expect(await model.up({ ...ofProject(), name: "renamed" })).toBe("updated");
    expect(await only()).toMatchObject({ name: "renamed", project_id: project });
    expect(await model.up({ ...ofProject(), name: "renamed", projectId: other })).toBe("updated");
    expect(await only()).toMatchObject({ project_id: other });
    expect(await model.refresh()).toEqual([]);
    await client.spaceone("/secret/secret/update", { secret_id: model.state?.id, project_id: project });
    expect(await model.refresh()).toEqual(["projectId"]);
  });

  test("of a service account has its project and provider, and is changed all the same", async () => {
    const model = stack();
    const args = { ...base, resourceGroup: "PROJECT", serviceAccountId: "sa-000000000001" };
    await model.up(args);
    expect(model.state?.outputs).toMatchObject({ provider: "aws" });
    expect(await model.up({ ...args, tags: { a: "1" } })).toBe("updated");
    expect(await only()).toMatchObject({ project_id: project, tags: { a: "1" } });
    expect(await model.refresh()).toEqual([]);
  });

  test.each([
    [{ resourceGroup: "WORKSPACE" }, ["resourceGroup", "projectId"]],
    [{ schemaId: undefined }, ["schemaId"]],
    [{ workspaceId: "workspace-000000000001" }, ["workspaceId"]],
    [{ trustedSecretId: "trusted-secret-000000000001" }, ["trustedSecretId"]],
  ])("the change %j needs a new secret", async (change, replaces) => {
    const model = stack();
    await model.up({ ...ofProject(), schemaId: "aws_access_key" });
    const args: Properties = { ...ofProject(), schemaId: "aws_access_key", ...change };
    if ("resourceGroup" in change) delete args["projectId"];
    expect((await model.preview(args)).replaces.sort()).toEqual(replaces.sort());
  });

  test("of another group is not taken over", async () => {
    const model = stack();
    await model.up(base);
    const attempt = stack().up({ ...ofProject(), adopt: model.state?.id });
    await expect(attempt).rejects.toThrow('differs in what cannot be changed: resourceGroup (it is "WORKSPACE")');
  });

  test("changed data alone is one request, and the schema goes with it", async () => {
    const model = stack();
    await model.up({ ...base, schemaId: "one" });
    const before = await client.requests();
    const creation = before.filter(({ path }) => path === "/secret/secret/create").at(-1);
    // The log masks the data, alike where it is the same.
    const { data } = creation?.body as { data: object };
    expect(Object.keys(data)).toEqual(Object.keys(base.data));
    await model.up({ ...base, schemaId: "two" });
    const sent = (await client.requests(before.at(-1)?.n)).filter(({ path }) => !/\/(get|list)$/.test(path));
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      ["/secret/secret/update-data", { secret_id: model.state?.id, data, schema_id: "two" }],
    ]);
    expect(await client.storedSpaceoneSecrets()).toMatchObject([{ dataSha256: digest(base.data) }]);
  });

  test("made twice by one request is there once in the end", async () => {
    const model = stack();
    await client.addFault({ method: "POST", path: "/secret/list$", times: 1, fault: { delayMs: 700 } });
    const made = model.up(base);
    const nonce = async (): Promise<object> => {
      const creation = (await client.requests()).find(({ path }) => path.endsWith("/secret/create"));
      return creation === undefined ? nonce() : (creation.body as { tags: object }).tags;
    };
    const doubled = { name: "double", data: {}, resource_group: "WORKSPACE", tags: await nonce() };
    await client.spaceone("/secret/secret/create", doubled);
    await made;
    expect((await only()).secret_id).toBe(model.state?.id);
  });

  test("its data is in no message, even where replies echo it, and in no log line", async () => {
    const logged = await fixture.startPlugin({}, { PULUMI_SCP_DEBUG: "1" });
    try {
      for (const path of ["create", "update-data"]) {
        const model = stack();
        model.use(logged);
        if (path === "update-data") await model.up({ ...base, data: { a: "b" } });
        const detail = { code: "ERROR_ECHO", message: ` you sent {"access_key": "${marker}"}` };
        await client.addFault({ path: `/secret/${path}$`, times: 1, fault: { status: 400, body: { detail } } });
        const failure = await model.up(base).catch((error: unknown) => String(error));
        expect(failure).toContain("you sent");
        expect(failure).not.toContain(marker);
        expect([...model.secrets, "data"]).toContain("data");
      }
      expect(logged.errors + logged.output).not.toContain(marker);
    } finally {
      await logged.stop();
    }
  });

  test.each([
    [{ name: "" }, "must have 1 to 255 characters"],
    [{ name: "x".repeat(256) }, "must have 1 to 255 characters"],
    [{ data: "text" }, "data"],
    [{ data: undefined }, "data is required"],
    [{ resourceGroup: "ALL" }, 'must be "DOMAIN", "WORKSPACE" or "PROJECT"'],
    [{ schemaId: "x".repeat(41) }, "must be at most 40 characters"],
    [{ projectId: "project-1" }, 'goes with resourceGroup "PROJECT" only'],
    [{ serviceAccountId: "sa-1" }, 'goes with resourceGroup "PROJECT" only'],
    [{ resourceGroup: "PROJECT" }, "or serviceAccountId is required"],
    [{ resourceGroup: "PROJECT", projectId: "p", serviceAccountId: "s" }, "is the service account's"],
    [{ workspaceId: "workspace-000000000009" }, "workspaceId must be"],
    [{ resourceGroup: "DOMAIN" }, "may not make secrets of resourceGroup DOMAIN"],
  ])("refuses %j before anything is sent", async (wrong, message) => {
    const before = (await client.requests()).length;
    await expect(stack().up({ ...base, ...wrong })).rejects.toThrow(message);
    expect(await client.requests()).toHaveLength(before);
  });
});
