import { beforeAll, expect, test } from "@jest/globals";

import { useStack } from "../support/stack-fixture";

const stack = useStack();

beforeAll(async () => {
  // One request in five is refused, half of them by the service and half by a gateway that may have passed it on.
  const seldom = { path: "^/v1/", times: 0 };
  const busy = { errors: [{ code: "TooManyRequests", detail: "slow down" }] };
  await stack.emulator.client.addFault({ ...seldom, probability: 0.1, seed: 1, fault: { status: 429, body: busy } });
  await stack.emulator.client.addFault({ ...seldom, probability: 0.1, seed: 2, fault: { status: 503, body: "busy" } });
});

test("80 secrets under 20 keys go up, are refreshed and destroyed while one request in five is refused", async () => {
  await stack.project.program(`
for (let k = 0; k < 20; k++) {
  const key = new scp.KmsKey("key" + k, { purpose: "aes-256" });
  for (let s = 0; s < 4; s++) {
    new scp.Secret("secret" + k + "x" + s, {
      value: { number: String(s) }, kmsKeyId: key.id, allowedCidrs: ["10.0.0.1/32"], versionLabels: { live: "CURRENT" },
    });
  }
}`);
  const up = await stack.project.pulumi("up", "--yes", "--skip-preview");
  expect(up.output).not.toContain("error:");
  expect(up.code).toBe(0);
  const secrets = await stack.emulator.client.secrets.stored();
  expect(secrets).toHaveLength(80);
  expect(secrets.every(({ versions }) => versions.length === 1)).toBe(true);
  expect(await stack.emulator.client.keys.stored()).toHaveLength(20);
  expect((await stack.project.pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes")).code).toBe(0);
  expect((await stack.project.pulumi("destroy", "--yes", "--skip-preview")).code).toBe(0);
  const left = [...(await stack.emulator.client.secrets.stored()), ...(await stack.emulator.client.keys.stored())];
  expect(left.every(({ state }) => state === "To_Be_Terminated")).toBe(true);
  expect(
    (await stack.emulator.client.requests()).filter(({ status }) => status === 429 || status === 503).length,
  ).toBeGreaterThan(50);
});
