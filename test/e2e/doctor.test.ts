import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { EmulatorProcess } from "../support/emulator-process";
import { Project, type CommandResult } from "../support/project";

interface Diagnosis {
  readonly isHealthy: boolean;
  readonly checks: readonly { readonly check: string; readonly status: string; readonly message: string }[];
}

let emulator: EmulatorProcess;
let project: Project;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  project = await Project.create({ ...emulator.config, ...emulator.spaceoneConfig });
});

afterAll(async () => {
  await emulator.stop();
  await project.remove();
});

async function doctor(...args: string[]): Promise<Diagnosis & Pick<CommandResult, "code">> {
  const { code, output } = await project.command("doctor", "--json", ...args);
  return { code, ...(JSON.parse(output) as Diagnosis) };
}

test("with --stack the real engine's configuration is used, and its version is said", async () => {
  const { code, isHealthy, checks } = await doctor("--stack", "test");
  expect(checks.filter(({ status }) => status !== "ok")).toEqual([]);
  expect({ code, isHealthy }).toEqual({ code: 0, isHealthy: true });
  const said = new Map(checks.map(({ check, message }) => [check, message]));
  expect(said.get("pulumi")).toMatch(/^Pulumi 3\.\d+\.\d+ /);
  expect(said.get("scp:secretKey")).toBe("configuration of the stack test");
  expect(said.get("spaceone:token")).toBe("configuration of the stack test");
  expect(said.get("service kms")).toMatch(/^answered in /);
});

test("a key that the engine keeps in plain text is found with --stack and without it", async () => {
  await project.must("config", "set", "--plaintext", "scp:secretKey", emulator.address.secretKey);
  const message = "scp:secretKey stands in plain text in";
  const withStack = await doctor("--stack", "test");
  expect(withStack.code).toBe(1);
  expect(withStack.checks).toContainEqual(
    expect.objectContaining({ status: "wrong", message: `${message} the configuration of the stack test` }),
  );
  expect(JSON.stringify(withStack)).not.toContain(emulator.address.secretKey);
  const { checks } = await doctor();
  expect(checks).toContainEqual(expect.objectContaining({ status: "wrong", message: `${message} Pulumi.test.yaml` }));
});

test("a stack that does not exist is said with the engine's words", async () => {
  const { code, checks } = await doctor("--stack", "gone");
  expect(code).toBe(1);
  expect(checks).toContainEqual(
    expect.objectContaining({ check: "stack", status: "wrong", message: expect.stringContaining("gone") as unknown }),
  );
});
