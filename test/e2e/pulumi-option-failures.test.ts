import { expect, test } from "@jest/globals";

import { useKeyStack } from "../support/key-stack";

const { stack, keys, only, stored } = useKeyStack();

test("refused adoptions and a missing key are named, and nothing is written", async () => {
  const fields = { description: "made in the console" };
  const other = await stack.emulator.client.keys.create("other", fields);
  const waiting = await stack.emulator.client.keys.create("waiting", fields);
  await stack.emulator.client.call("DELETE", `/v1/kms/transit/${waiting.id}`);
  const nobody = "0123456789abcdef0123456789abcdef";
  await keys(`
key("differing", { adopt: "${other.id}", name: "another", purpose: "rsa-2048", description: "changed" });
key("nowhere", { adopt: "${nobody}" });
key("late", { adopt: "${waiting.id}" });
scp.KmsKey.get("missing", "${nobody}");`);
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
  expect(await stack.writes(since)).toEqual([]);
  expect(await stored(other.id)).toEqual(before);
});

test("what cannot be replaced and what is given another place are refused in the preview, with the way out", async () => {
  const program = (description: string, region: string, environment: string): Promise<void> =>
    keys(`
const endpoint = "${stack.emulator.address.url}";
const place = (name, scp_) => ({ provider: new scp.ScpProvider(name, { scp: { endpoint, ...scp_ } }) });
key("named", { name: "named", description: "${description}" }, { replaceOnChanges: ["description"] });
key("regional", {}, place("${region}", { region: "${region}" }));
key("bound", {}, place("environment-${environment}", { environment: "${environment}" }));`);
  await program("one", "kr-west1", "e");
  await stack.project.must("up", "--yes", "--skip-preview");
  const before = await stack.emulator.client.keys.stored();
  const since = await stack.lastRequest();
  for (const [args, message] of [
    [
      ["two", "kr-west1", "e"],
      "KmsKey named: description of a KMS key cannot be changed in place; a new one is needed, but the name " +
        '"named" is blocked for 72 hours after a deletion: change the name too',
    ],
    [
      ["one", "kr-east1", "e"],
      "KmsKey regional: this KMS key is in region kr-west1, but the stack points to kr-east1: set scp:region to it, " +
        "or give the resource a ScpProvider for that region; to leave it where it is and forget it here, use " +
        "`pulumi state delete`",
    ],
    [
      ["one", "kr-west1", "s"],
      "KmsKey bound: this KMS key is in environment e, but the stack points to s: set scp:environment to it, " +
        "or give the resource a ScpProvider for that environment",
    ],
  ] as const) {
    await program(...(args as readonly [string, string, string]));
    const { code, output } = await stack.project.preview();
    expect(output).toContain(message);
    expect(code).not.toBe(0);
  }
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
  const program = (description: string, more: string): Promise<void> =>
    keys(`key("tardy", { description: "${description}" }, { customTimeouts: { update: "1s" } });\n${more}`);
  await program("one", "");
  await stack.project.must("up", "--yes", "--skip-preview");
  await program("two", 'key("late", {}, { customTimeouts: { create: "1s" } });');
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
