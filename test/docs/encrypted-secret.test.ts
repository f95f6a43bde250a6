import { copyFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "@jest/globals";

import type { StoredSecret } from "../support/emulator-client";
import { packageFolder, type CommandResult } from "../support/project";
import { secretsIn } from "../support/leaks/scan";
import { useStack } from "../support/stack-fixture";

const stack = useStack({}, { main: "index.ts" });
let printed = "";
/** Passwords in the order in which they were generated. */
const passwords: string[] = [];

beforeAll(async () => {
  const example = join(packageFolder, "examples", "encrypted-secret", "index.ts");
  await copyFile(example, join(stack.project.folder, "index.ts"));
});

async function run(command: Promise<CommandResult>): Promise<CommandResult> {
  const result = await command;
  printed += result.output;
  return result;
}

async function up(...args: string[]): Promise<string> {
  const { code, output } = await run(stack.project.up(...args));
  expect([code, output]).toEqual([0, expect.anything()]);
  return output;
}

const secret = (): Promise<StoredSecret> => stack.emulator.client.secrets.only();
const keys = async (): Promise<readonly string[]> =>
  (await stack.emulator.client.keys.stored()).map(({ id, state }) => `${id} ${state}`);

/** Numbers of the versions, counted from the first one, by their labels. */
async function labels(): Promise<Record<string, number>> {
  const { versions, labels: all } = await secret();
  const ids = versions.map(({ version_id }) => version_id);
  return Object.fromEntries(all.map(({ label, version_id }) => [label, ids.indexOf(version_id) + 1]));
}

/** What an application reads. */
async function valueOf(label: string): Promise<Record<string, string>> {
  const { id } = await secret();
  const { body } = await stack.emulator.client.call("POST", `/v1/secrets/${id}/values`, { body: { label } });
  return JSON.parse((body as { secret_value: string }).secret_value) as Record<string, string>;
}

async function notePassword(): Promise<void> {
  passwords.push((await valueOf("live"))["password"] ?? "");
}

let keyId = "";
let secretId = "";

describe("the example of a secret with its key", () => {
  test("makes key, password and secret, and nothing is left to do", async () => {
    expect(await up()).toContain("+ 5 created");
    secretId = String(await stack.project.output("secretId"));
    keyId = String(await stack.project.output("keyId"));
    expect(await secret()).toMatchObject({
      id: secretId,
      name: "orders-db",
      kms_id: keyId,
      tags: [{ key: "team", value: "orders" }],
    });
    expect(await keys()).toEqual([`${keyId} Active`]);
    expect(await labels()).toEqual({ CURRENT: 1, live: 1 });
    expect(await valueOf("live")).toEqual({
      user: "orders",
      host: "db.example.com",
      password: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
    });
    await notePassword();
    expect((await run(stack.project.drift())).code).toBe(0);
  });

  test("another trigger makes another password, and the one before stays under its label", async () => {
    await stack.project.must("config", "set", "database:rotation", "second");
    expect((await run(stack.project.preview())).output).toMatch(/RandomPassword.*\n.*replace/s);
    await up();
    await notePassword();
    expect(passwords[1]).not.toBe(passwords[0]);
    expect(await labels()).toEqual({ CURRENT: 2, live: 2, PREVIOUS: 1, fallback: 1 });
    expect(await valueOf("fallback")).toMatchObject({ password: passwords[0] });
  });

  test("the first up of the next period makes another password", async () => {
    expect(String(await stack.project.output("rotatesAt"))).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/);
    await run(stack.project.inDays(90).up());
    await notePassword();
    expect(passwords[2]).not.toBe(passwords[1]);
    expect(await valueOf("fallback")).toMatchObject({ password: passwords[1] });
    // Back in the former period, which is another one too.
    await up();
    await notePassword();
  });

  test("another member of the program's own is a version with the same password", async () => {
    await stack.project.must("config", "set", "database:host", "db2.example.com");
    await up();
    expect(await valueOf("live")).toMatchObject({ host: "db2.example.com", password: passwords[3] });
    expect(await labels()).toEqual({ CURRENT: 5, live: 5, PREVIOUS: 4, fallback: 4 });
  });

  test("what somebody else changes is drift, and repaired", async () => {
    const { client } = stack.emulator;
    const body = { secret_value: '{"user":"intruder"}' };
    await client.call("PUT", `/v1/secrets/${secretId}/values`, { body });
    await client.call("PUT", `/v1/kms/transit/${keyId}/description`, { body: { description: "changed elsewhere" } });
    const drift = await run(stack.project.drift());
    expect(drift.code).toBe(7);
    expect(drift.output).toMatch(/~ value *: \[secret\] => \[secret\]/);
    expect(drift.output).toContain('"changed elsewhere" => "Encrypts the secret orders-db"');
    await up("--refresh");
    expect(await valueOf("live")).toMatchObject({ user: "orders", password: passwords[3] });
    expect(await labels()).toEqual({ CURRENT: 7, live: 7, PREVIOUS: 6, fallback: 6 });
  });
});

describe("a destroy", () => {
  test("leaves the key, also when keys that wait for their deletion would be gone", async () => {
    const { code, output } = await run(stack.project.destroy());
    expect([code, output]).toEqual([0, expect.stringContaining("5 deleted")]);
    expect(await secret()).toMatchObject({ state: "To_Be_Terminated" });
    await stack.emulator.client.advance("P10D");
    expect(await keys()).toEqual([`${keyId} Active`]);
    expect(await secret()).toMatchObject({ id: secretId, state: "To_Be_Terminated" });
  });

  test("is undone by the next up: the same secret, with its former versions", async () => {
    await up();
    expect(await secret()).toMatchObject({ id: secretId, state: "Active" });
    expect(String(await stack.project.output("secretId"))).toBe(secretId);
    await notePassword();
    expect(await labels()).toEqual({ CURRENT: 8, live: 8, PREVIOUS: 7, fallback: 7 });
    expect(await valueOf("fallback")).toMatchObject({ user: "orders", password: passwords[3] });
    const moved = String(await stack.project.output("keyId"));
    expect(await keys()).toEqual([`${keyId} Active`, `${moved} Active`]);
    expect((await run(stack.project.drift())).code).toBe(0);
  });

  test("no password was printed or is in state in clear", async () => {
    expect(passwords).toHaveLength(5);
    expect(secretsIn(printed + (await stack.project.export()), passwords)).toEqual([]);
  });
});
