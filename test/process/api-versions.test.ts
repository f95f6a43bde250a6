import { beforeAll, expect, test } from "@jest/globals";

import type { EmulatorClient } from "../support/emulator-client";
import { kindSamples } from "../support/kind-samples";
import type { PluginProcess } from "../support/plugin-process";
import { usePluginFixture } from "../support/plugin-fixture";

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

const later = { kms: "1.3", secretsmanager: "1.2", certificatemanager: "1.2", configinspection: "1.2" };

async function withVersions(versions: object, work: (plugin: PluginProcess) => Promise<void>): Promise<void> {
  const plugin = await fixture.startPlugin({ "scp:apiVersions": JSON.stringify(versions) });
  try {
    await work(plugin);
  } finally {
    await plugin.stop();
  }
}

const { KmsKey, Secret, Certificate, ConfigInspection } = kindSamples;

test.each(Object.entries({ KmsKey, Secret, Certificate, ConfigInspection }))(
  "a %s lives with the versions that came after the reference",
  async (kind, sample) => {
    const args = (await sample?.args(client)) ?? {};
    const before = (await client.requests()).length;
    await withVersions(later, async (plugin) => {
      const model = fixture.stack(kind);
      model.use(plugin);
      expect(await model.up(args)).toBe("created");
      expect(await model.up(args)).toBe("same");
      expect(await model.refresh()).toEqual([]);
      await model.destroy();
    });
    const versions = (await client.requests()).slice(before).map(({ version }) => version);
    expect(versions.length).toBeGreaterThan(2);
    const chosen = Object.entries(later).map((entry) => entry.join(" "));
    expect(versions.filter((version) => !chosen.includes(version ?? ""))).toEqual([]);
  },
);

test("what the chosen version lacks is refused before any request, and names the input and both versions", async () => {
  const [{ id } = { id: "" }] = await client.stored("managedKeys");
  const args = await Secret?.args(client);
  const before = (await client.requests()).length;
  await withVersions({ kms: "1.1", secretsmanager: "1.0" }, async (plugin) => {
    const key = fixture.stack("ManagedKmsKey");
    key.use(plugin);
    await expect(key.up({ keyId: id })).rejects.toThrow(
      /keyId.*needs version 1\.2 of kms or a later one, but scp:apiVersions chooses 1\.1/s,
    );
    const secret = fixture.stack("Secret");
    secret.use(plugin);
    await expect(secret.up({ ...args, privateAcl: { resourceIds: ["subnet"] } })).rejects.toThrow(
      /privateAcl.*needs version 1\.1 of secretsmanager or a later one, but scp:apiVersions chooses 1\.0/s,
    );
  });
  expect(await client.requests()).toHaveLength(before);
});

test("a secret without a private ACL lives with version 1.0", async () => {
  const args = (await Secret?.args(client)) ?? {};
  await withVersions({ secretsmanager: "1.0" }, async (plugin) => {
    const model = fixture.stack("Secret");
    model.use(plugin);
    expect(await model.up(args)).toBe("created");
    expect(await model.refresh()).toEqual([]);
    expect(await model.up(args)).toBe("same");
  });
  const creation = (await client.requests()).find(({ method, path }) => method === "POST" && path === "/v1/secrets");
  expect(creation).toMatchObject({ version: "secretsmanager 1.0", status: 201 });
  expect(Object.keys(creation?.body as object)).not.toContain("private_acl_enabled");
});

test("a managed key that was taken over is not taken for a missing one when an older version is chosen", async () => {
  const [{ id } = { id: "" }] = await client.stored("managedKeys");
  const model = fixture.stack("ManagedKmsKey");
  await model.up({ keyId: id });
  await withVersions({ kms: "1.1" }, async (plugin) => {
    model.use(plugin);
    await expect(model.refresh()).rejects.toThrow("scp:apiVersions chooses kms 1.1, which has no GET");
  });
  expect(model.state).toBeDefined();
});
