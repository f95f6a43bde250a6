import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";

import type { EmulatorClient, StoredSecret } from "../support/emulator-client";
import { kindSamples } from "../support/kind-samples";
import { usePluginFixture } from "../support/plugin-fixture";
import type { PluginProcess, Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

// What is in doubt, or what these credentials do not see, is neither forgotten nor taken for gone.

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

const cloudService = { provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key" };
const onlyService = async () => (await client.cloudServices.stored()).find(({ state }) => state === "ACTIVE");
const onlySecret = async (): Promise<StoredSecret | undefined> => (await client.secrets.stored())[0];
const secretArgs = async (): Promise<Properties> => ({
  kmsKeyId: (await client.keys.create("holder")).id,
  allowedCidrs: ["127.0.0.1/32"],
  value: { a: "one" },
});

/** An up of which one write stays in doubt, then a refresh. */
async function inDoubt(model: StackModel, args: Properties, path: string): Promise<void> {
  await client.addFault({ path, times: 0, fault: { status: 503 } });
  await expect(model.up(args)).rejects.toThrow(model.name);
  await client.removeFaults();
  await model.refresh();
}

describe("after a refresh, the next up brings what was in doubt to what the program says", () => {
  test("a cloud service's reference, which holds the nonce of its creation at first", async () => {
    const model = fixture.stack("CloudService");
    const args = { ...cloudService, data: { a: 1 } };
    await inDoubt(model, args, "/cloud-service/update$");
    await model.up(args);
    expect((await onlyService())?.reference).toEqual({});
    expect(await model.up(args)).toBe("same");
  });

  test("a cloud service's tags, metadata and members of data that the program takes away", async () => {
    const model = fixture.stack("CloudService");
    const args = { ...cloudService, data: { a: 1 } };
    await model.up({ ...args, data: { a: 1, b: 2 }, tags: { team: "orders" }, metadata: { view: { c: "d" } } });
    await inDoubt(model, args, "/cloud-service/update$");
    await model.up(args);
    const service = await onlyService();
    expect([service?.tags["custom"], service?.metadata?.["custom"]]).toEqual([{}, {}]);
    expect(service?.data["b"] ?? null).toBeNull();
    expect(await model.up(args)).toBe("same");
  });

  test("a SpaceONE secret's tags, which hold the nonce of its creation at first", async () => {
    const model = fixture.stack("SpaceoneSecret");
    const args = { name: "scp", resourceGroup: "WORKSPACE", data: { a: "b" } };
    await inDoubt(model, args, "/secret/update$");
    await model.up(args);
    expect((await client.storedSpaceoneSecrets())[0]?.tags).toEqual({});
  });

  test("a label that the program takes away", async () => {
    const model = fixture.stack("Secret");
    const args = await secretArgs();
    await model.up({ ...args, versionLabels: { live: "CURRENT", old: "CURRENT" } });
    await inDoubt(model, { ...args, versionLabels: { live: "CURRENT" } }, "/label$");
    await model.up({ ...args, versionLabels: { live: "CURRENT" } });
    expect((await onlySecret())?.labels.map(({ label }) => label).sort()).toEqual(["CURRENT", "live"]);
  });
});

describe("what a member's token does not find", () => {
  let member: PluginProcess;
  afterEach(() => member.stop());

  const kinds = {
    CloudService: {
      args: { ...cloudService, data: { a: 1 } },
      move: (id: string, project_id: string) =>
        client.spaceone("/inventory/cloud-service/update", { cloud_service_id: id, project_id }),
    },
    SpaceoneSecret: {
      args: { name: "scp", resourceGroup: "PROJECT", data: { a: "b" } },
      move: (id: string, project_id: string) => client.spaceone("/secret/secret/update", { secret_id: id, project_id }),
    },
  };

  test.each(Object.entries(kinds))(
    "may have been moved: a %s is neither dropped nor taken for deleted",
    async (kind, row) => {
      const { spaceoneProjectId = "", spaceoneDomainId, spaceoneWorkspaceId } = fixture.emulator.address;
      await client.seed({
        projects: [{ project_id: "project-2", workspace_id: spaceoneWorkspaceId, domain_id: spaceoneDomainId }],
      });
      const token = await client.mintToken({
        typ: "CLIENT_SECRET",
        own: "APP",
        ver: "2.0",
        jti: "member",
        did: spaceoneDomainId,
        wid: spaceoneWorkspaceId,
        rol: "WORKSPACE_MEMBER",
        projects: [spaceoneProjectId],
      });
      member = await fixture.startPlugin({ "spaceone:token": token });
      const model = fixture.stack(kind);
      model.use(member);
      const args = { ...row.args, projectId: spaceoneProjectId };
      await model.up(args);
      expect(await model.refresh()).toEqual([]);
      const { state } = model;
      await row.move(state?.id ?? "", "project-2");
      await client.advance("PT1H");
      await expect(model.refresh()).rejects.toThrow("the token's role does not see everything of its tenant");
      await expect(model.destroy()).rejects.toThrow("`pulumi state delete` forgets it");
      expect(model.state).toBe(state);
      await row.move(state?.id ?? "", spaceoneProjectId);
      expect(await model.refresh()).toEqual([]);
      await model.destroy();
    },
  );
});

describe("a secret of somebody else's making", () => {
  test("keeps its value where it is taken over with initialValueOnly", async () => {
    const args = await secretArgs();
    const made = await client.secrets.create("live", String(args["kmsKeyId"]));
    const before = await onlySecret();
    const model = fixture.stack("Secret");
    await model.up({ ...args, adopt: made.id, initialValueOnly: true, value: { password: "placeholder" } });
    expect((await onlySecret())?.versions).toEqual(before?.versions);
    expect((await client.requests()).some(({ path }) => path.endsWith("/values"))).toBe(false);
  });

  test("keeps its value where it is restored with initialValueOnly", async () => {
    const args = { ...(await secretArgs()), name: "live", restoreOnCreate: true, initialValueOnly: true };
    const model = fixture.stack("Secret");
    await model.up(args);
    await client.call("PUT", `/v1/secrets/${model.state?.id ?? ""}/values`, {
      body: { secret_value: '{"a":"rotated"}' },
    });
    const before = await onlySecret();
    await model.destroy();
    expect(await model.up(args)).toBe("created");
    expect((await onlySecret())?.versions).toEqual(before?.versions);
  });
});

test.each(["null", "missing", "text"] as const)(
  "the value of a secret is watched where old versions show %s labels",
  async (emptyLabels) => {
    await client.setWorld({ emptyLabels });
    const model = fixture.stack("Secret");
    const args = await secretArgs();
    for (const a of ["one", "two", "three"]) await model.up({ ...args, value: { a } });
    await client.call("PUT", `/v1/secrets/${model.state?.id ?? ""}/values`, {
      body: { secret_value: '{"a":"theirs"}' },
    });
    expect(await model.refresh()).toEqual(["value"]);
  },
);

test.each(["empty", "old"] as const)(
  "a key whose deletion is refused is not deleted, though it shows an %s delete_at",
  async (deleteAtOfActive) => {
    const model = fixture.stack("KmsKey");
    await model.up({ purpose: "aes-256" });
    await client.setWorld({ deleteAtOfActive });
    const refusal = { status: 400, body: { errors: [{ code: "kms.key.in.use", detail: "The key is in use." }] } };
    await client.addFault({ method: "DELETE", times: 0, fault: refusal });
    await expect(model.destroy()).rejects.toThrow("The key is in use.");
    expect(model.state).toBeDefined();
  },
);

test("an inspection whose id the service makes is known by that id", async () => {
  await client.setWorld({ inspectionId: "own" });
  const model = fixture.stack("ConfigInspection");
  const args = (await kindSamples["ConfigInspection"]?.args(client)) ?? {};
  await model.up(args);
  expect((await client.diagnoses.stored()).map(({ diagnosis_id }) => diagnosis_id)).toEqual([model.state?.id]);
  expect(await model.refresh()).toEqual([]);
  expect(await model.up(args)).toBe("same");
  await model.destroy();
  expect(await client.diagnoses.stored()).toEqual([]);
});

test("a date that the service does not show any more leaves the state", async () => {
  const model = fixture.stack("KmsKey");
  await model.up({ purpose: "aes-256", rotation: { enabled: true } });
  expect(model.state?.outputs["nextRotationAt"]).toBeDefined();
  const off = { body: { auto_rotate: "N", rotate_cycle: 90 } };
  await client.call("PUT", `/v1/kms/transit/${model.state?.id ?? ""}/rotate-info`, off);
  expect(await model.refresh()).toEqual(["rotation"]);
  expect(model.state?.outputs).not.toHaveProperty("nextRotationAt");
});
