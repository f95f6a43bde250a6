import { beforeAll, describe, expect, test } from "@jest/globals";

import type { SwitchChanges } from "../../emulator/world/switches";
import type { EmulatorClient } from "../support/emulator-client";
import { kindSamples } from "../support/kind-samples";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import type { StackModel } from "../support/stack-model";

// Services that mask, leave out, or spell otherwise than the reference: nothing is planned, lost or replaced for that.

/** What is tried of each switch. One alone, and two at a time, are what the simulation lives. */
const tried = {
  stateSpelling: ["upper", "lower", "spaced", "unknown"],
  enumSpelling: ["lower", "upper", "mixed"],
  scheduleSpelling: ["short", "number", "korean", "seconds", "lower"],
  emptyLabels: ["null", "missing", "text"],
  createdAt: ["noZone", "offset", "seoulNoZone", "missing", "empty"],
  deleteAtOfActive: ["old", "empty"],
  inspectionTimes: ["seoul", "seoulAsUtc"],
  vaultTokenMask: ["stars", "partial", "aes", "enc", "word"],
  emptyTexts: [true, false],
  oddListEntry: [false, true],
  currentVersion: ["missing", "reference"],
} as const satisfies { [K in keyof SwitchChanges]: readonly SwitchChanges[K][] };

/** As many as the switch with the most values has. */
const worlds = Array.from({ length: 5 }, (_, index) =>
  Object.fromEntries(Object.entries(tried).map(([name, values]) => [name, values[index % values.length]])),
) as readonly SwitchChanges[];

/** More than the fewest inputs, where a spelling needs it. */
const more: Readonly<Record<string, Properties>> = {
  KmsKey: { rotation: { enabled: true, periodInDays: 30 }, description: "한글" },
  Secret: { versionLabels: { live: "CURRENT" }, privateAcl: { resourceIds: ["vm1"] } },
  ConfigInspection: {
    schedule: { frequency: "weekly", day: "monday", startTime: "03:05", checkTypes: ["BP", "SSI"] },
    authKey: { id: "0".repeat(32), createdAt: "2026-01-01T00:00:00Z", expiresAt: "2035-01-01T00:00:00Z" },
  },
};
const kinds = ["KmsKey", "Secret", "SecretVault", "Certificate", "ConfigInspection"];

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

interface Resource {
  readonly model: StackModel;
  readonly args: Properties;
}

/** One object of each kind; of a vault's access keys there is one for each. */
async function makeAll(accessKey: string): Promise<Resource[]> {
  const made: Resource[] = [];
  for (const kind of kinds) {
    const sample = (await kindSamples[kind]?.args(client)) ?? {};
    const args = { ...sample, ...more[kind], ...(kind === "SecretVault" && { accessKeyId: accessKey.repeat(32) }) };
    const model = fixture.stack(kind);
    await model.up(args);
    made.push({ model, args });
  }
  return made;
}

/** Nothing differs, by a single read, by a list, and in a preview; what only the creation has shown stays. */
async function expectQuiet({ model, args }: Resource): Promise<void> {
  const before = model.state?.outputs;
  for (let count = 0; count < 2; count++) expect([model.name, await model.refresh()]).toEqual([model.name, []]);
  expect(await model.preview(args)).toMatchObject({ changes: "none", replaces: [] });
  for (const name of ["tokenId", "tokenSecret", "versionId", "labels", "schedule"]) {
    expect(model.state?.outputs[name]).toEqual(before?.[name]);
  }
}

describe.each(worlds)("where the services have %j", (change) => {
  test("what was made before is neither changed nor replaced, and destroyed as ever", async () => {
    const resources = await makeAll("a");
    await client.advance("PT1H");
    await client.setWorld(change);
    for (const resource of resources) await expectQuiet(resource);
    for (const { model } of resources.reverse()) {
      const { state } = model;
      await model.destroy();
      model.state = state;
      expect([model.name, await model.refresh()]).toEqual([model.name, "gone"]);
    }
  });

  test("what is made then is quiet then and afterwards", async () => {
    await client.setWorld(change);
    const resources = await makeAll("b");
    for (const resource of resources) await expectQuiet(resource);
    await client.setWorld(Object.fromEntries(Object.keys(change).map((name) => [name, null])));
    for (const { model, args } of resources) {
      await model.refresh();
      expect(await model.preview(args)).toMatchObject({ changes: "none", replaces: [] });
    }
  });
});

test("what is not understood is said once in a command", async () => {
  const models = [fixture.stack("KmsKey"), fixture.stack("KmsKey")];
  for (const model of models) await model.up({ purpose: "aes-256" });
  await client.setWorld({ stateSpelling: "unknown" });
  const next = await fixture.startPlugin();
  try {
    for (const model of models) {
      model.use(next);
      await model.refresh();
    }
    await next.said(
      'the service shows the state "X_Active" in a way that this version of pulumi-scp does not understand',
    );
    expect(next.errors.split("X_Active")).toHaveLength(2);
  } finally {
    await next.stop();
  }
});

test("a state that says an error in capitals is one", async () => {
  const model = fixture.stack("Certificate");
  const args = (await kindSamples["Certificate"]?.args(client)) ?? {};
  await model.up(args);
  const shown = await client.call("GET", `/v1/certificatemanager/${model.state?.id ?? ""}`);
  const wrong = JSON.parse(shown.text.replace('"VALID"', '"ERROR"')) as object;
  await client.addFault({
    method: "GET",
    path: "/certificatemanager/[^/]+$",
    times: 0,
    fault: { status: 200, body: wrong },
  });
  await client.addFault({ method: "POST", path: "/self-sign$", times: 1, fault: { status: 201, body: wrong } });
  const failed = fixture.stack("Certificate");
  await expect(failed.up(args)).rejects.toThrow("its state is ERROR");
});
