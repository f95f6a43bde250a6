import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

import { variablesOf } from "../support/command";
import { theOnly } from "../support/the-only";
import { packageFolder, type CommandResult } from "../support/project";
import { useStack } from "../support/stack-fixture";

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>
  >;
}

const example = join(packageFolder, "examples", "drift-detection");
const stack = useStack({}, { isWhole: true });
let runs: string[];

beforeAll(async () => {
  const { jobs } = parse(await readFile(join(example, "workflow.yaml"), "utf8")) as Workflow;
  runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  await copyFile(join(example, "find-drift.sh"), join(stack.project.folder, "find-drift.sh"));
  await stack.project.program(
    'new scp.KmsKey("orders", { purpose: "aes-256", description: "as the program has it" });',
  );
  await stack.project.must("up", "--yes", "--skip-preview");
});

/** Runs what the workflow runs to look for drift, for the stack of the tests. */
function look(env: Record<string, string> = {}): Promise<CommandResult> {
  return stack.project.with(env).shell(runs.at(-1)?.replace(" prod ", " test ") ?? "");
}

const report = (): Promise<string> => readFile(join(stack.project.folder, "drift.txt"), "utf8");

describe("the workflow that looks for drift", () => {
  test("installs the packages of the lock file, and looks", () => {
    expect(runs).toEqual(["npm ci", "./find-drift.sh prod drift.txt"]);
  });

  test("ends with 0 without drift", async () => {
    const { code, output } = await look();
    expect(output).toContain("No drift in test.");
    expect(code).toBe(0);
  });

  test("ends with 7 where somebody has changed something, and its report shows what", async () => {
    const { id } = theOnly(await stack.emulator.client.keys.stored());
    await stack.emulator.client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: "by hand" } });
    const { code, output } = await look();
    expect(output).toContain("Drift in test: see drift.txt.");
    expect(code).toBe(7);
    expect(await report()).toMatch(/description *: "by hand" => "as the program has it"/);
  });

  test("ends with another code where it cannot look", async () => {
    const { code, output } = await look({ ...variablesOf(stack.emulator), PULUMI_CONFIG_PASSPHRASE: "another one" });
    expect(output).toMatch(/Not known whether there is drift in test: pulumi ended with \d+\./);
    expect([0, 7]).not.toContain(code);
  });
});
