import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { EmulatorProcess } from "../support/emulator-process";
import { Project } from "../support/project";

let emulator: EmulatorProcess;
let project: Project;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  project = await Project.create(emulator.config);
  // One request in five is refused, half of them by the service and half by a gateway that may have passed it on.
  const seldom = { path: "^/v1/", times: 0 };
  const busy = { errors: [{ code: "TooManyRequests", detail: "slow down" }] };
  await emulator.client.addFault({ ...seldom, probability: 0.1, seed: 1, fault: { status: 429, body: busy } });
  await emulator.client.addFault({ ...seldom, probability: 0.1, seed: 2, fault: { status: 503, body: "busy" } });
});

afterAll(async () => {
  await project.remove();
  await emulator.stop();
});

test("200 secrets under 50 keys go up, are refreshed and destroyed while one request in five is refused", async () => {
  await project.program(`
for (let k = 0; k < 50; k++) {
  const key = new scp.KmsKey("key" + k, { purpose: "aes-256" });
  for (let s = 0; s < 4; s++) {
    new scp.Secret("secret" + k + "x" + s, {
      value: { number: String(s) }, kmsKeyId: key.id, allowedCidrs: ["10.0.0.1/32"], versionLabels: { live: "CURRENT" },
    });
  }
}`);
  const up = await project.pulumi("up", "--yes", "--skip-preview");
  expect(up.output).not.toContain("error:");
  expect(up.code).toBe(0);
  const secrets = await emulator.client.secrets.stored();
  expect(secrets).toHaveLength(200);
  expect(secrets.every(({ versions }) => versions.length === 1)).toBe(true);
  expect(await emulator.client.keys.stored()).toHaveLength(50);
  expect((await project.pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes")).code).toBe(0);
  expect((await project.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
  const left = [...(await emulator.client.secrets.stored()), ...(await emulator.client.keys.stored())];
  expect(left.every(({ state }) => state === "To_Be_Terminated")).toBe(true);
  expect(
    (await emulator.client.requests()).filter(({ status }) => status === 429 || status === 503).length,
  ).toBeGreaterThan(100);
});
