import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import { loader } from "../../provider/program/loader";
import { EmulatorProcess } from "../support/emulator-process";
import { exportedKinds } from "../support/exported-kinds";
import { expectKinds, layouts, loadedFrom } from "../support/layouts";
import { PluginProcess } from "../support/plugin-process";
import { packageFolder } from "../support/project";
import { StackModel } from "../support/stack-model";

let emulator: EmulatorProcess;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
});

afterAll(async () => {
  await emulator.stop();
});

beforeEach(async () => {
  await emulator.client.reset();
});

describe.each(Object.entries(layouts))("%s", (_, { make, loads }) => {
  let folder: string;
  let project: string;
  let plugin: PluginProcess;

  beforeAll(async () => {
    folder = await emptyFolder();
    project = await make(folder);
    plugin = await PluginProcess.start(project, emulator.config);
  });

  afterAll(async () => {
    await plugin.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("is what the code in state loads", async () => {
    expect(await loadedFrom(project)).toBe(await realpath(loads(folder)));
  });

  test("has every kind", async () => {
    await expectKinds(plugin, exportedKinds.keys());
  });

  test("runs the whole life of a key", async () => {
    const model = new StackModel(plugin, "KmsKey", "orders");
    expect(await model.up({ purpose: "aes-256", description: "first" })).toBe("created");
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ purpose: "aes-256", description: "first" })).toBe("same");
    expect(await model.up({ purpose: "aes-256", description: "second" })).toBe("updated");
    expect(await emulator.client.keys.stored()).toMatchObject([
      { id: model.state?.id, description: "second", state: "Active" },
    ]);
    await model.destroy();
    expect(await emulator.client.keys.stored()).toMatchObject([{ state: "To_Be_Terminated" }]);
  });
});

test("without the package, Pulumi's own error is the one that the questions explain", async () => {
  const folder = await emptyFolder();
  try {
    const plugin = await PluginProcess.start(folder, emulator.config);
    try {
      const model = new StackModel(plugin, "KmsKey", "orders");
      const explained = "Cannot find module 'pulumi-scp/provider'";
      await expect(model.up({ purpose: "aes-256" })).rejects.toThrow(explained);
      // What `pulumi refresh` and `pulumi destroy` meet.
      const inputs = { purpose: "aes-256", __provider: loader("KmsKey") };
      model.state = { id: "id1", inputs, outputs: inputs, initErrors: [] };
      await expect(model.refresh()).rejects.toThrow(explained);
      await expect(model.destroy()).rejects.toThrow(explained);
      expect(await readFile(join(packageFolder, "docs", "faq.md"), "utf8")).toContain(explained);
    } finally {
      await plugin.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "pulumi-scp-layout-"));
}
