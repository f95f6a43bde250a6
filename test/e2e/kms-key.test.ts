import { beforeAll, describe, expect, test } from "@jest/globals";

import type { EmulatorClient, KeyRecord } from "../support/emulator-client";
import { resourceSection as section } from "../support/resource-section";
import { secretsIn } from "../support/leaks/scan";
import { useStack } from "../support/stack-fixture";

const stack = useStack();

const put = (client: EmulatorClient, id: string, part: string, body: object): Promise<unknown> =>
  client.call("PUT", `/v1/kms/transit/${id}/${part}`, { body });

/** Each key drifts in one way; `line` is what Pulumi must show of it. */
const drifts: Readonly<
  Record<string, { change: (client: EmulatorClient, id: string) => Promise<unknown>; line: RegExp }>
> = {
  described: {
    change: (client, id) => put(client, id, "description", { description: "changed elsewhere" }),
    line: /~ description *: "kept" => "changed elsewhere"/,
  },
  stopped: {
    change: (client, id) => put(client, id, "state", { state: "Stop" }),
    line: /~ enabled *: true => false/,
  },
  rotating: {
    change: (client, id) => put(client, id, "rotate-info", { auto_rotate: "Y", rotate_cycle: 7 }),
    line: /~ periodInDays: 90 => 7/,
  },
  unrotated: {
    change: (client, id) => put(client, id, "rotate-info", { auto_rotate: "N", rotate_cycle: 90 }),
    line: /~ enabled *: true => false/,
  },
};
const names = Object.keys(drifts);

function program(extra: string): string {
  return `
for (const name of ${JSON.stringify(names)}) {
  exports[name] = new scp.KmsKey(name, {
    purpose: "aes-256", description: "kept", rotation: { enabled: true, periodInDays: 90 },
  }).id;
}
for (const name of ["removed", "waiting"]) exports[name] = new scp.KmsKey(name, { purpose: "aes-256", description: "kept" }).id;
${extra}`;
}

const keys = (): Promise<KeyRecord[]> => stack.emulator.client.keys.stored();
const signing = (name: string, purpose: string): string =>
  `exports.signing = new scp.KmsKey("signing", { name: "${name}", purpose: "${purpose}" }).id;`;

test("a stack of keys goes up", async () => {
  await stack.project.program(program(signing("signing", "ecdsa-p256")));
  const up = await stack.project.up();
  expect(up.output).toContain("+ 8 created");
  expect(up.code).toBe(0);
  expect(await keys()).toHaveLength(7);
});

describe("drift", () => {
  let output: string;

  beforeAll(async () => {
    for (const [name, { change }] of Object.entries(drifts))
      await change(stack.emulator.client, String(await stack.project.output(name)));
    const drift = await stack.project.drift();
    expect(drift.code).toBe(7);
    expect(drift.output).toContain(`~ ${String(names.length)} to update`);
    output = drift.output;
  });

  test.each(names)("%s is shown with its property's line", (name) => {
    expect(section(output, name)).toMatch(drifts[name]?.line ?? /never/);
  });

  test("keys that nobody changed are not shown", () => {
    expect(section(output, "signing")).toBe("");
  });

  test("is taken into the state by a refresh and repaired by the next up", async () => {
    const refresh = await stack.project.refresh();
    for (const name of names) expect(section(refresh.output, name)).toMatch(drifts[name]?.line ?? /never/);
    const up = await stack.project.up();
    expect(up.output).toContain("~ 4 updated");
    expect(up.code).toBe(0);
    const repaired = (await keys()).filter(({ name }) => names.includes(name.replace(/[0-9a-f]{7}$/, "")));
    expect(repaired).toHaveLength(names.length);
    for (const key of repaired) {
      expect(key).toMatchObject({ description: "kept", state: "Active", auto_rotate: "Y", rotate_cycle: 90 });
    }
  });

  test("a removed key and one that waits for its deletion are shown as gone; the repaired ones are not shown", async () => {
    const [first, second] = [
      String(await stack.project.output("removed")),
      String(await stack.project.output("waiting")),
    ];
    await stack.emulator.client.call("DELETE", `/v1/kms/transit/${first}?is_directly=true`);
    await stack.emulator.client.call("DELETE", `/v1/kms/transit/${second}`);
    const drift = await stack.project.drift();
    expect(drift.code).toBe(7);
    expect(drift.output).toMatch(/- 2 (deleted|to delete)|\+ 2 to create/);
    expect(drift.output).toContain("KmsKey waiting: the KMS key " + second + " waits for its deletion");
    expect(drift.output).not.toContain("to update");
    for (const name of names) expect(section(drift.output, name)).toBe("");
  });
});

test("what is gone is made again; what cannot be changed in place replaces the key, the new one first", async () => {
  const old = String(await stack.project.output("signing"));
  await stack.project.program(program(signing("signing2", "rsa-2048")));
  const up = await stack.project.up("--refresh");
  expect(up.output).toContain("+ 2 created");
  expect(up.output).toMatch(/\+-? ?1 replaced/);
  expect(up.code).toBe(0);
  const stored = await keys();
  expect(stored.filter(({ state }) => state !== "To_Be_Terminated")).toHaveLength(7);
  expect(stored.find(({ id }) => id === old)?.state).toBe("To_Be_Terminated");
  expect(stored.find(({ name }) => name === "signing2")).toMatchObject({ purpose: "rsa-2048", state: "Active" });
});

test("a replacement under the same given name is refused in the preview, with the way out", async () => {
  await stack.project.program(program(signing("signing2", "aes-256")));
  const preview = await stack.project.preview();
  expect(preview.code).not.toBe(0);
  expect(preview.output).toContain('the name "signing2" is blocked for 72 hours after a deletion: change the name too');
  expect(preview.output).not.toContain("    at ");
});

test("bad input is refused by name, before anything is sent", async () => {
  const before = (await stack.emulator.client.requests()).length;
  await stack.project.program(program('new scp.KmsKey("bad", { name: "Bad Name", purpose: "", descripton: "x" });'));
  const preview = await stack.project.preview();
  expect(preview.code).not.toBe(0);
  for (const message of [
    "must be 3 to 63 characters of a-z and 0-9",
    "must be the code of a purpose",
    "did you mean description?",
  ]) {
    expect(preview.output).toContain(message);
  }
  expect(await stack.emulator.client.requests()).toHaveLength(before);
});

test("nothing is left to do, and neither state nor output nor this package's own log hold a credential", async () => {
  await stack.project.program(program(signing("signing2", "rsa-2048")));
  const logged = await stack.project.with({ PULUMI_SCP_DEBUG: "1" }).up("--refresh", "--expect-no-changes");
  expect(logged.code).toBe(0);
  expect(logged.output).toMatch(/pulumi-scp: GET kms \/v1\/kms\/transit attempt 1: 200/);
  const { accessKey, secretKey } = stack.emulator.address;
  expect(secretsIn(logged.output + (await stack.project.export()), [accessKey, secretKey])).toEqual([]);
});

test("destroyed keys wait for 72 hours, and then nothing is left", async () => {
  expect((await stack.project.destroy()).code).toBe(0);
  for (const { state } of await keys()) expect(state).toBe("To_Be_Terminated");
  await stack.emulator.client.advance("PT72H");
  expect(await keys()).toEqual([]);
});
