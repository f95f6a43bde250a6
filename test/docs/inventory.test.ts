import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { EmulatorProcess } from "../support/emulator-process";
import { packageFolder, Project } from "../support/project";

let emulator: EmulatorProcess;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
});

afterAll(async () => {
  await emulator.stop();
});

const entries = async (): Promise<object[]> =>
  (await emulator.client.cloudServices.stored()).filter(({ state }) => state === "ACTIVE");

describe("the example of an inventory", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create({ ...emulator.config, ...emulator.spaceoneConfig }, { main: "index.ts" });
    await copyFile(join(packageFolder, "examples", "inventory", "index.ts"), join(project.folder, "index.ts"));
  });

  afterAll(async () => {
    await project.remove();
  });

  test("documents a key of the one cloud in the other", async () => {
    const up = await project.up();
    expect(up.output).toContain("+ 3 created");
    expect(up.code).toBe(0);
    const [key] = await emulator.client.keys.stored();
    expect(await entries()).toEqual([
      expect.objectContaining({
        name: key?.name,
        account: emulator.address.accountId,
        region_code: "kr-west1",
        data: { key_id: key?.id, purpose: "aes-256", state: "Active", current_version: 1 },
        reference: { resource_id: key?.id },
        tags: { custom: { team: "orders" } },
      }),
    ]);
  });

  test("follows the key's rotation in the same up, and nothing is left to do", async () => {
    await project.must("config", "set", "inventory:rotation", "second");
    expect((await project.preview()).output).toContain("~ 2 to update");
    const up = await project.up();
    expect(up.output).toContain("~ 2 updated");
    expect(up.code).toBe(0);
    expect(await entries()).toEqual([
      expect.objectContaining({ data: expect.objectContaining({ current_version: 2 }) }),
    ]);
    expect(await project.output("version")).toBe(2);
    expect((await project.drift()).code).toBe(0);
  });

  test("is destroyed in both clouds", async () => {
    expect((await project.destroy()).code).toBe(0);
    expect(await entries()).toEqual([]);
    expect(await emulator.client.keys.stored()).toMatchObject([{ state: "To_Be_Terminated" }]);
  });
});
