import { expect, test } from "@jest/globals";

import { useKeyStack } from "../support/key-stack";

const { stack, keys, only, stored } = useKeyStack();

const slowly = (description: string): string =>
  `key("tardy", { description: "${description}" }, { customTimeouts: { update: "1s" } });`;

/** A key whose provider points to a region. */
const regional = (region: string): string => `
const place = { endpoint: "${stack.emulator.address.url}", region: "${region}" };
key("regional", {}, { provider: new scp.ScpProvider("${region}", { scp: place }) });`;

test("refused adoptions and a missing key are named, and nothing is written for them", async () => {
  const fields = { description: "made in the console" };
  const other = await stack.emulator.client.keys.create("other", fields);
  const waiting = await stack.emulator.client.keys.create("waiting", fields);
  await stack.emulator.client.call("DELETE", `/v1/kms/transit/${waiting.id}`);
  const nobody = "0123456789abcdef0123456789abcdef";
  await keys(`
key("differing", { adopt: "${other.id}", name: "another", purpose: "rsa-2048", description: "changed" });
key("nowhere", { adopt: "${nobody}" });
key("late", { adopt: "${waiting.id}" });
scp.KmsKey.get("missing", "${nobody}");
${slowly("one")}
${regional("kr-west1")}`);
  const before = await stored(other.id);
  const since = await stack.lastRequest();
  const { code, output } = await stack.project.up("--continue-on-error");
  expect(code).not.toBe(0);
  for (const message of [
    `KmsKey differing: adopt: the KMS key ${other.id} differs in what cannot be changed: ` +
      'name (it is "other"), purpose (it is "aes-256"). Make the program match it; nothing was changed',
    `KmsKey nowhere: adopt: there is no KMS key with the id "${nobody}" in this account and region`,
    `KmsKey late: adopt: the KMS key ${waiting.id} waits for its deletion and cannot be adopted`,
    `KmsKey missing: there is no KMS key with the id "${nobody}" in this account and region`,
  ]) {
    expect(output).toContain(message);
  }
  const made = (await stack.writes(since)).map(({ method, body }) => [method, (body as { name?: string }).name]);
  expect(made.sort()).toEqual(
    ["regional", "tardy"].map((name) => ["POST", expect.stringMatching(`^${name}[0-9a-f]{7}$`)]),
  );
  expect(await stored(other.id)).toEqual(before);
});

test("what is given another place is refused in the preview, with the way out", async () => {
  const before = await stack.emulator.client.keys.stored();
  const since = await stack.lastRequest();
  await keys(slowly("one") + regional("kr-east1"));
  const { code, output } = await stack.project.preview();
  expect(output).toContain(
    "KmsKey regional: this KMS key is in region kr-west1, but the stack points to kr-east1: set scp:region to it, " +
      "or give the resource a ScpProvider for that region; to leave it where it is and forget it here, use " +
      "`pulumi state delete`",
  );
  expect(code).not.toBe(0);
  expect(await stack.writes(since)).toEqual([]);
  expect(await stack.emulator.client.keys.stored()).toEqual(before);
});

test("a timeout that is no duration, or a negative one, is refused", async () => {
  await keys('key("negative", {}, { customTimeouts: { create: "-1s" } });');
  const negative = await stack.project.preview();
  expect(negative.code).not.toBe(0);
  expect(negative.output).toContain('customTimeouts must be durations, for example "5m" or "1h30m"');
  await keys('key("soon", {}, { customTimeouts: { create: "soon" } });');
  const soon = await stack.project.preview();
  expect(soon.code).not.toBe(0);
  expect(soon.output).toContain("unable to parse customTimeout Value soon");
});

test("a create and an update that take longer than their timeouts end in time and say what to do; the next up goes on", async () => {
  await keys(`${slowly("two")}\nkey("late", {}, { customTimeouts: { create: "1s" } });`);
  for (const rule of [
    { method: "POST", path: "/transit$" },
    { method: "PUT", path: "/description$" },
  ]) {
    await stack.emulator.client.addFault({ ...rule, fault: { delayMs: 120_000 } });
  }
  const started = Date.now();
  const { code, output } = await stack.project.up("--continue-on-error");
  expect(Date.now() - started).toBeLessThan(60_000);
  expect(code).not.toBe(0);
  expect(output).toMatch(
    /KmsKey late: it is not known whether the KMS key "late\w+" was made: .*the operation's time is used up/,
  );
  expect(output).toMatch(/KmsKey late: .*Run `pulumi refresh`, which finds out, and then `pulumi up` again/);
  expect(output).toMatch(/KmsKey tardy: cannot update the KMS key: PUT kms .*: the operation's time is used up/);
  expect(output).toMatch(/KmsKey tardy: .*allow more time with the option customTimeouts/);
  const again = await stack.project.up();
  expect(again.code).toBe(0);
  expect(await only("late")).toMatchObject({ state: "Active" });
  expect(await only("tardy")).toMatchObject({ description: "two" });
});
