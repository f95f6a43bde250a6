import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { runCommand } from "../../tools/stack.cjs";
import { EmulatorProcess } from "../support/emulator-process";
import { packageFolder, Project, quickStart } from "../support/project";
import { variablesOf } from "../support/command";

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "pulumi-scp-home-"));
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

/** Runs jest in the folder of an example, as its user does. */
async function jest(example: string, ...args: string[]): Promise<string> {
  const cwd = join(packageFolder, "examples", example);
  const env = { PATH: process.env["PATH"], HOME: home, PULUMI_HOME: home, NO_COLOR: "1", CI: "true", ...quickStart() };
  const { output } = await runCommand("jest", ["--rootDir", ".", ...args], { cwd, env });
  return output;
}

test("examples/unit-tests pass without a cloud, an emulator and an engine", async () => {
  expect(await jest("unit-tests")).toMatch(/^Tests: +3 passed, 3 total$/m);
});

test("examples/stack-tests pass with an emulator of their own, by the preset pulumi-scp/jest", async () => {
  expect(await jest("stack-tests")).toMatch(/^Tests: +3 passed, 3 total$/m);
});

test("examples/automation deploys a stack for each team, and its folder is where the package is found", async () => {
  const emulator = await EmulatorProcess.start();
  const project = await Project.create({}, { main: "deploy.ts" });
  try {
    await copyFile(join(packageFolder, "examples", "automation", "deploy.ts"), join(project.folder, "deploy.ts"));
    await writeFile(join(project.folder, "tsconfig.json"), '{"compilerOptions":{"module":"commonjs"}}');
    const { output } = await project
      .with({ ...variablesOf(emulator), NODE_OPTIONS: "", TS_NODE_TRANSPILE_ONLY: "true" })
      .shell("node --require ts-node/register deploy.ts");
    expect(output).toContain("succeeded");
    const ids = (await emulator.client.keys.stored()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(output).toMatch(new RegExp(`^orders: succeeded, key ${ids[0] ?? ""}$`, "m"));
    expect(output).toMatch(new RegExp(`^billing: succeeded, key ${ids[1] ?? ""}$`, "m"));
    // A later command of the engine alone finds the package from that folder, too.
    const destroyed = await project
      .with(variablesOf(emulator))
      .pulumi("destroy", "--yes", "--skip-preview", "--stack", "orders");
    expect(destroyed.output).toContain("- 2 deleted");
  } finally {
    await project.remove();
    await emulator.stop();
  }
});
