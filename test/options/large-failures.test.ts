import { beforeAll, expect, test } from "@jest/globals";

import { useStack } from "../support/stack-fixture";

// The engine waits for ever on a failed operation that tells it more than about 64 KB (PUL 2.2).

const fixture = useStack({ "scp:maxRetries": "1" });
const sizesInKb = [20, 40, 200];

/** Of so many members, one of which the second program takes away. */
const dataOf = (kb: number, isChanged: boolean): object => ({
  ...(isChanged ? {} : { dropped: "x" }),
  ...Object.fromEntries(
    Array.from({ length: kb }, (_, index) => [
      `member ${String(index)} ${"n".repeat(80)}`,
      `${isChanged ? "new" : "old"} ${"x".repeat(900)}`,
    ]),
  ),
});

const program = (isChanged: boolean, more = ""): Promise<void> =>
  fixture.project.program(
    sizesInKb
      .map(
        (kb) => `
new scp.CloudService("of-${String(kb)}-kb", {
  provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: ${JSON.stringify(dataOf(kb, isChanged))},
  metadata: ${JSON.stringify(dataOf(kb / 4, isChanged))}, tags: { text: "${"x".repeat(3000)}" },
});
new scp.SpaceoneSecret("secret-of-${String(kb)}-kb", {
  name: "large", resourceGroup: "WORKSPACE", data: ${JSON.stringify(dataOf(kb, isChanged))},
});`,
      )
      .join("\n") + more,
  );

const alive = async () =>
  (await fixture.emulator.client.cloudServices.stored()).filter(({ state }) => state === "ACTIVE");

beforeAll(async () => {
  await program(false);
  expect((await fixture.project.up()).code).toBe(0);
});

test("an update that fails on large values ends, and the next one is an update that brings all of it", async () => {
  const before = (await alive()).map(({ cloud_service_id }) => cloud_service_id).sort();
  await program(true);
  await fixture.emulator.client.addFault({ path: "/(cloud-service|secret)/update", times: 0, fault: { status: 503 } });
  for (let count = 0; count < 2; count++) expect((await fixture.project.up()).code).not.toBe(0);
  await fixture.emulator.client.removeFaults();
  const { code, output } = await fixture.project.up();
  expect(output).toMatch(/6 updated/);
  expect(output).not.toMatch(/replace|create/);
  expect(code).toBe(0);
  const after = await alive();
  expect(after.map(({ cloud_service_id }) => cloud_service_id).sort()).toEqual(before);
  for (const service of after) {
    expect(service.data["dropped"] ?? null).toBeNull();
    expect(JSON.stringify(service.data)).not.toContain("old xxx");
  }
  expect(await fixture.emulator.client.storedSpaceoneSecrets()).toHaveLength(sizesInKb.length);
}, 300_000);

test("a creation of unknown outcome with large values ends, and a refresh finds the object", async () => {
  await program(
    true,
    `
new scp.CloudService("late", {
  provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: ${JSON.stringify(dataOf(200, true))},
});`,
  );
  const { client } = fixture.emulator;
  await client.addFault({ path: "/cloud-service/create", times: 1, fault: { drop: "after" } });
  await client.addFault({ path: "/cloud-service/list", times: 0, fault: { status: 503 } });
  const failed = await fixture.project.up();
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("it is not known whether the cloud service");
  await client.removeFaults();
  expect((await fixture.project.up("--refresh")).code).toBe(0);
  expect(await alive()).toHaveLength(sizesInKb.length + 1);
  expect((await fixture.project.preview()).output).toMatch(/Resources:\n +8 unchanged/);
}, 300_000);
