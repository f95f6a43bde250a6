import { chmod, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

import { beforeAll, expect, test } from "@jest/globals";

import { packageFolder, type CommandResult } from "../support/project";
import { useStack } from "../support/stack-fixture";

/**
 * The language host that is built here runs no policy packs. So the engine is told of a runtime that nobody knows, and looks
 * for a command of this name on PATH. The pack's own code is what users run.
 */
const runtime = "nodejs-policy-pack";
const runner = `#!/bin/sh
exec node "$(node -p 'require.resolve("@pulumi/pulumi/cmd/run-policy-pack")')" "$@"
`;

const stack = useStack();

beforeAll(async () => {
  const { folder } = stack.project;
  const pack = join(folder, "policy-pack");
  await cp(join(packageFolder, "examples", "policy-pack"), pack, { recursive: true });
  const manifest = join(pack, "PulumiPolicy.yaml");
  await writeFile(manifest, (await readFile(manifest, "utf8")).replace("runtime: nodejs", `runtime: ${runtime}`));
  const bin = join(folder, "bin");
  await mkdir(bin);
  const command = join(bin, `pulumi-analyzer-policy-${runtime}`);
  await writeFile(command, runner);
  await chmod(command, 0o755);
});

function preview(): Promise<CommandResult> {
  const path = [join(stack.project.folder, "bin"), process.env["PATH"]].join(delimiter);
  return stack.project.with({ PATH: path }).preview("--policy-pack", "policy-pack");
}

test("what breaks the rules is refused in the preview, and each rule says what to do", async () => {
  await stack.project.program(`
    new scp.KmsKey("forever", { purpose: "aes-256" });
    new scp.KmsKey("slow", { purpose: "aes-256", rotation: { enabled: true, periodInDays: 365 } });
    new scp.KmsKey("gone", { purpose: "aes-256", rotation: { enabled: true }, deleteImmediately: true });
    new scp.Secret("wide", { value: { a: "b" }, kmsKeyId: "0".repeat(32), allowedCidrs: ["10.0.0.0/25", "10.0.0.1/32"] });`);
  const { code, output } = await preview();
  expect(code).not.toBe(0);
  expect(output).toContain("turn its rotation on: rotation: { enabled: true }");
  expect(output).toContain("let it rotate every 180 days or sooner");
  expect(output).toContain("take deleteImmediately out");
  expect(output).toContain("name networks of /28 or smaller instead of 10.0.0.0/25");
  expect(output.match(/\[mandatory\]/g)).toHaveLength(4);
});

test("what keeps them is let through", async () => {
  await stack.project.program(`
    const key = new scp.KmsKey("orders", { purpose: "aes-256", rotation: { enabled: true, periodInDays: 90 } });
    new scp.Secret("narrow", { value: { a: "b" }, kmsKeyId: key.id, allowedCidrs: ["10.0.0.0/28"] });`);
  const { code, output } = await preview();
  expect(code === 0 ? "" : output).toBe("");
  expect(output).not.toContain("[mandatory]");
});
