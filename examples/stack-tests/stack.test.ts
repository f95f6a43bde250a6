import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { emulator } from "pulumi-scp/jest";

let backend: string;
let stack: Stack;

/** A stack of its own for each test. It finds the emulator by the environment variables that the preset has set. */
beforeEach(async () => {
  backend = mkdtempSync(join(tmpdir(), "stack-tests-"));
  const envVars = { PULUMI_BACKEND_URL: `file://${backend}`, PULUMI_CONFIG_PASSPHRASE: "" };
  stack = await LocalWorkspace.createStack({ stackName: "test", workDir: __dirname }, { envVars });
});

afterEach(() => {
  rmSync(backend, { recursive: true });
});

test("the key rotates after 90 days, and the stack sees it", async () => {
  await stack.up();
  expect(await emulator.stored("keys")).toMatchObject([{ auto_rotate: "Y", current_version: 1 }]);
  await emulator.advance("P91D");
  const { outputs } = await stack.up({ refresh: true });
  expect(outputs["keyVersion"]?.value).toBe(2);
});

test("a service that is down for a moment is no failure", async () => {
  await emulator.addFault({ method: "POST", path: "/kms/transit$", times: 2, fault: { status: 503, body: "down" } });
  expect((await stack.up()).summary.result).toBe("succeeded");
  const attempts = (await emulator.requests()).filter(
    ({ method, path }) => method === "POST" && path.endsWith("transit"),
  );
  expect(attempts.map(({ status }) => status)).toEqual([503, 503, 201]);
});

test("a drill of the worst day: the key is lost, and the secret cannot be read again", async () => {
  await stack.up();
  await stack.destroy();
  await emulator.advance("PT73H");
  expect(await emulator.stored("keys")).toEqual([]);
  expect(await emulator.stored("secrets")).toMatchObject([{ state: "To_Be_Terminated" }]);
});
