import { beforeAll, describe, expect, test } from "@jest/globals";

import type { SwitchChanges } from "../../emulator/world/switches";
import type { EmulatorClient, StoredSecret } from "../support/emulator-client";
import { kindSamples } from "../support/kind-samples";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

// Services that show late what was done, by clocks of their own, or without a time.

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

const key = { name: "orders", purpose: "aes-256" };
const keys = async () => client.keys.stored();
const onlySecret = async (): Promise<StoredSecret | undefined> => (await client.secrets.stored())[0];

describe("a creation whose reply was lost makes one object", () => {
  const loseReply = () => client.addFault({ method: "POST", path: "/transit$", fault: { drop: "after" } });

  test("where a list shows it two seconds later", async () => {
    await client.setWorld({ listLagSeconds: 3 });
    await loseReply();
    const model = fixture.stack("KmsKey");
    expect(await model.up(key)).toBe("created");
    expect((await keys()).map(({ id }) => id)).toEqual([model.state?.id]);
  });

  test("where no list shows it before the next command", async () => {
    await client.setWorld({ listLagSeconds: 600 });
    await loseReply();
    const model = fixture.stack("KmsKey");
    await expect(model.up(key)).rejects.toThrow("it is not known whether the KMS key");
    expect(model.state?.id).toBe("unknown:orders");
    await client.setWorld({ listLagSeconds: null });
    await model.refresh();
    await model.up(key);
    expect((await keys()).map(({ id }) => id)).toEqual([model.state?.id]);
    expect(await model.up(key)).toBe("same");
  });

  const times: readonly SwitchChanges[] = [
    { createdAt: "noZone" },
    { createdAt: "seoulNoZone" },
    { createdAt: "offset" },
    { createdAtSkewSeconds: -30 },
    { createdAtSkewSeconds: 30 },
  ];
  test.each(times)("where the service shows its time by %j", async (change) => {
    await client.setWorld(change);
    await loseReply();
    const model = fixture.stack("KmsKey");
    expect(await model.up(key)).toBe("created");
    expect(await keys()).toHaveLength(1);
  });

  test.each(["missing", "empty"] as const)(
    "where its time is %s: by an automatic name, or it stays open",
    async (createdAt) => {
      await client.setWorld({ createdAt });
      await loseReply();
      const automatic = fixture.stack("KmsKey");
      expect(await automatic.up({ purpose: "aes-256" })).toBe("created");
      expect(await keys()).toHaveLength(1);
      await loseReply();
      const named = fixture.stack("KmsKey");
      await expect(named.up(key)).rejects.toThrow("it is not known whether the KMS key");
      await expect(named.refresh()).rejects.toThrow("nobody can tell whether this resource made it");
      await expect(named.up(key)).rejects.toThrow("nobody can tell whether this resource made it");
      const other = (await keys()).find(({ name }) => name === "orders");
      expect(await named.up({ ...key, adopt: other?.id ?? "" })).toBe("replaced");
      expect(await keys()).toHaveLength(2);
      expect((await keys()).every(({ state }) => state === "Active")).toBe(true);
    },
  );

  test("of a kind without unique names, in the end, where a list shows it much later", async () => {
    await client.setWorld({ listLagSeconds: 20 });
    const creations = {
      CloudService: "/cloud-service/create$",
      SpaceoneSecret: "/secret/create$",
      ConfigInspection: "/save$",
    };
    const resources = await Promise.all(
      Object.entries(creations).map(async ([kind, path]) => {
        await client.addFault({ method: "POST", path, fault: { drop: "after" } });
        const [model, args] = [fixture.stack(kind), (await kindSamples[kind]?.args(client)) ?? {}];
        await model.up(args).catch(() => undefined);
        return { kind, model, args };
      }),
    );
    await client.advance("PT1M");
    for (const { kind, model, args } of resources) {
      await model.refresh();
      await model.up(args);
      expect([kind, await objectsOf(kind)]).toEqual([kind, [model.state?.id]]);
      expect(await model.up(args)).toBe("same");
    }
  });
});

async function objectsOf(kind: string): Promise<(string | undefined)[]> {
  if (kind === "CloudService") {
    const services = await client.cloudServices.stored();
    return services.filter(({ state }) => state === "ACTIVE").map(({ cloud_service_id }) => cloud_service_id);
  }
  if (kind === "SpaceoneSecret") return (await client.storedSpaceoneSecrets()).map(({ secret_id }) => secret_id);
  return (await client.diagnoses.stored()).map(({ diagnosis_id }) => diagnosis_id);
}

test("what is shown two seconds after its creation is made once, and not dropped", async () => {
  await client.setWorld({ showLagSeconds: 3, listLagSeconds: 3 });
  const resources = await Promise.all(
    Object.entries(kindSamples).map(async ([kind, { args }]) => ({
      model: fixture.stack(kind),
      args: await args(client),
    })),
  );
  await Promise.all(
    resources.map(async ({ model, args }) => {
      expect(await model.up(args)).toBe("created");
      const { id } = model.state ?? {};
      await model.refresh();
      expect(model.state?.id).toBe(id);
    }),
  );
  await client.setWorld({ showLagSeconds: null, listLagSeconds: null });
  for (const { model, args } of resources) {
    await model.up(args);
    expect([model.name, await model.refresh()]).toEqual([model.name, []]);
    expect(await model.up(args)).toBe("same");
  }
});

describe("a version that is shown late", () => {
  /** A secret that was made an hour ago, with a label that follows its value. */
  const labelled = async (): Promise<{ model: StackModel; base: Properties }> => {
    const model = fixture.stack("Secret");
    const base: Properties = {
      kmsKeyId: (await client.keys.create("holder")).id,
      allowedCidrs: ["10.0.0.1/32"],
      versionLabels: { live: "CURRENT" },
    };
    await model.up({ ...base, value: { a: "one" } });
    await client.advance("PT1H");
    return { model, base };
  };
  const expectLabelOnSecond = async (): Promise<void> => {
    const { versions, labels } = (await onlySecret()) ?? {};
    expect(versions).toHaveLength(2);
    expect(labels).toContainEqual({ label: "live", version_id: versions?.[1]?.version_id });
  };

  test("of a key: one rotation, although its reply was lost", async () => {
    const model = fixture.stack("KmsKey");
    await model.up({ ...key, rotateTrigger: "a" });
    await client.setWorld({ versionLagSeconds: 2 });
    await client.addFault({ method: "POST", path: "/rotate$", fault: { drop: "after" } });
    expect(await model.up({ ...key, rotateTrigger: "b" })).toBe("updated");
    expect((await keys())[0]?.current_version).toBe(2);
    expect(model.state?.outputs["currentVersion"]).toBe(2);
  });

  test("of a key, not at all: nothing is asked for twice, and the user is told", async () => {
    const model = fixture.stack("KmsKey");
    await model.up({ ...key, rotateTrigger: "a" });
    await client.setWorld({ currentVersion: "missing" });
    await client.addFault({ method: "POST", path: "/rotate$", fault: { drop: "after" } });
    expect(await model.up({ ...key, rotateTrigger: "b" })).toBe("updated");
    await fixture.plugin.said(/it is not known whether "rotation now" was done/);
    expect(await model.up({ ...key, rotateTrigger: "b" })).toBe("same");
    expect((await keys())[0]?.current_version).toBe(2);
  });

  test("of a secret: one version, the label goes to it, and no drift is shown later", async () => {
    const { model, base } = await labelled();
    await client.setWorld({ versionLagSeconds: 3 });
    expect(await model.up({ ...base, value: { a: "two" } })).toBe("updated");
    await expectLabelOnSecond();
    await client.setWorld({ versionLagSeconds: null });
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ ...base, value: { a: "two" } })).toBe("same");
  });

  test("of a secret, beyond the time that is waited: no label moves to the old one, and the next up moves it", async () => {
    const { model, base } = await labelled();
    await client.setWorld({ versionLagSeconds: 600 });
    await expect(model.up({ ...base, value: { a: "two" } })).rejects.toThrow(
      "the service does not show the new value yet",
    );
    await client.setWorld({ versionLagSeconds: null });
    expect(await model.up({ ...base, value: { a: "two" } })).toBe("updated");
    await expectLabelOnSecond();
    expect(await model.refresh()).toEqual([]);
  });
});

describe("somebody else's version between a lost write and the next up", () => {
  test("is not taken for one's own: the program's value is written", async () => {
    const model = fixture.stack("Secret");
    const base: Properties = { kmsKeyId: (await client.keys.create("holder")).id, allowedCidrs: ["127.0.0.1/32"] };
    await model.up({ ...base, value: { a: "one" } });
    await client.addFault({ method: "PUT", path: "/values$", fault: { drop: "before" } });
    await expect(model.up({ ...base, value: { a: "two" } })).rejects.toThrow("no complete reply");
    const id = model.state?.id ?? "";
    await client.call("PUT", `/v1/secrets/${id}/values`, { body: { secret_value: '{"a":"theirs"}' } });
    expect(await model.up({ ...base, value: { a: "two" } })).toBe("updated");
    const answer = await client.call("POST", `/v1/secrets/${id}/values`, { body: { label: "CURRENT" } });
    expect(answer.text).toContain("two");
    expect(await model.refresh()).toEqual([]);
  });
});

test("a run that is shown late is asked for once, although its reply was lost", async () => {
  const model = fixture.stack("ConfigInspection");
  const keysOfRun = { accessKey: "x", secretKey: "y", tenantId: "t" };
  const base = (await kindSamples["ConfigInspection"]?.args(client)) ?? {};
  const run = (trigger: string): Properties => ({ ...base, runTrigger: { trigger, ...keysOfRun } });
  await model.up(run("a"));
  await client.setWorld({ runLagSeconds: 2 });
  await client.addFault({ method: "POST", path: "/diagnosis/request$", fault: { drop: "after" } });
  const up = model.up(run("b"));
  await new Promise((resolve) => setTimeout(resolve, 4000));
  await client.advance("PT1H");
  expect(await up).toBe("updated");
  // Within the hour there may be one of its schedule as well.
  const runs = (await client.diagnoses.stored())[0]?.runs ?? [];
  expect(runs.filter(({ trigger }) => trigger === "request")).toHaveLength(1);
  expect(await model.up(run("b"))).toBe("same");
});
