import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { StoredDiagnosis } from "../support/emulator-client";
import { EmulatorProcess } from "../support/emulator-process";
import { packageFolder, Project } from "../support/project";
import { secretsIn } from "../support/leaks/scan";

const markers = { accessKey: "marker-access-key/+=", secretKey: "marker-secret-key/+=" };

let emulator: EmulatorProcess;
let project: Project;
let printed = "";

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  project = await Project.create(
    {
      ...emulator.config,
      "inspection:accountId": emulator.address.accountId,
      "inspection:authKeyId": "0123456789abcdef0123456789abcdef",
      "inspection:accessKey": markers.accessKey,
      "inspection:secretKey": markers.secretKey,
      "inspection:runTrigger": "first",
    },
    { main: "index.ts" },
  );
  await copyFile(join(packageFolder, "examples", "scheduled-inspection", "index.ts"), join(project.folder, "index.ts"));
});

afterAll(async () => {
  await project.remove();
  await emulator.stop();
});

async function up(...args: string[]): Promise<string> {
  const { code, output } = await project.up(...args);
  if (code !== 0) throw new Error(output);
  printed += output;
  return output;
}

const only = (): Promise<StoredDiagnosis> => emulator.client.diagnoses.only();

const setTrigger = (text: string): Promise<unknown> => project.must("config", "set", "inspection:runTrigger", text);

describe("the example of a scheduled inspection", () => {
  test("registers it without a run", async () => {
    expect(await up()).toContain("+ 2 created");
    const { diagnosis_id, runs } = await only();
    expect(await project.output("inspectionId")).toBe(diagnosis_id);
    expect(await project.output("latestRun")).toBeUndefined();
    expect(runs).toEqual([]);
  });

  test("another trigger starts one run, whose result is waited for", async () => {
    await setTrigger("second");
    const running = up();
    await emulator.logged(/POST \/v1\/configinspection\/diagnosis\/request/);
    await emulator.client.advance("PT1M");
    expect(await running).toMatch(/~ runTrigger *: \[secret\] => \[secret\]/);
    const { runs } = await only();
    expect(runs).toMatchObject([{ state: "Completed" }]);
    expect(await project.output("latestRun")).toMatchObject({ sequence: runs[0]?.sequence, result: "SUCCESS" });
    await up("--expect-no-changes");
    expect((await only()).runs).toHaveLength(1);
  });

  test("what the schedule runs is no drift, and an output after the next up with a refresh", async () => {
    await emulator.client.advance("P31D");
    await up("--refresh", "--expect-no-changes");
    const { runs } = await only();
    expect(runs.length).toBeGreaterThan(1);
    expect(await project.output("latestRun")).toMatchObject({ sequence: runs.at(-1)?.sequence });
  });

  test("no key is in any output or in the state, and a destroy leaves nothing", async () => {
    expect(secretsIn(printed + (await project.export()), Object.values(markers))).toEqual([]);
    expect((await project.destroy()).code).toBe(0);
    expect(await emulator.client.diagnoses.stored()).toEqual([]);
  });
});
