import { expect, test } from "@jest/globals";

import { blocks } from "../support/document-blocks";
import { currentDigest, digestOfValue } from "../support/emulator-client";
import { Guide } from "../support/guide";
import { useStack } from "../support/stack-fixture";
import { theOnly } from "../support/the-only";
import { commandsOf } from "../support/transcript";

const stack = useStack({}, { main: "index.ts" });
const guide = new Guide(stack);
const { after } = guide;
const sections = commandsOf("docs/restoring.md");
const program = theOnly(blocks.filter(({ page, language }) => page === "docs/restoring.md" && language === "ts")).code;
const unprotected = program.replace(", { retainOnDelete: true }", "");

/** Each place of the program is there, so that no change of it is lost. */
function changed(from: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((text, [old, text2]) => {
    expect(text).toContain(old);
    return text.replace(old, text2);
  }, from);
}

/** The program as the page says that it brings both back. */
async function comeBack(from: string): Promise<void> {
  const { id } = theOnly(await stack.emulator.client.keys.stored());
  await stack.project.write(
    changed(from, {
      'purpose: "aes-256"': `purpose: "aes-256", adopt: "${id}"`,
      "initialValueOnly: true": "initialValueOnly: true, restoreOnCreate: true",
    }),
  );
}

/** What only the console does (SCP 6.1): the deletion of the key is cancelled, and the key is stopped. */
async function cancelInConsole(): Promise<void> {
  const { client } = stack.emulator;
  const snapshot = (await client.plain("GET", "/_emulator/snapshot")).body as { records: Record<string, object[]> };
  const back = { state: "Stop", delete_at: null, delete_target_yn: "N" };
  const keys = snapshot.records["kms.keys"]?.map((key) => ({ ...key, ...back }));
  const body = { ...snapshot, records: { ...snapshot.records, "kms.keys": keys } };
  expect((await client.plain("POST", "/_emulator/snapshot", { body })).status).toBe(200);
}

async function changeElsewhere(): Promise<void> {
  const { client } = stack.emulator;
  const { id } = theOnly(await client.secrets.stored());
  await client.call("PUT", `/v1/secrets/${id}/values`, {
    body: { secret_value: '{"user":"orders","password":"last"}' },
  });
}

async function expectLastValue(): Promise<void> {
  const secret = theOnly(await stack.emulator.client.secrets.stored());
  expect(secret.state).toBe("Active");
  expect(currentDigest(secret)).toBe(digestOfValue({ user: "orders", password: "last" }));
  expect(theOnly(await stack.emulator.client.keys.stored()).state).toBe("Active");
}

test("docs/restoring.md has the sections that are tried here", () => {
  const tried = ["With a key that stays", "With a key that was destroyed too", "With a key that is gone"];
  expect([...sections.keys()]).toEqual(tried);
});

test("a secret comes back under a key that stayed, with the value that it had last", async () => {
  await guide.begin();
  await stack.project.write(program);
  await guide.follow(sections.get("With a key that stays") ?? [], [
    undefined,
    after(changeElsewhere),
    undefined,
    after(() => comeBack(program)),
  ]);
  await expectLastValue();
});

test("a destroyed key and its secret come back within 72 hours, and afterwards neither", async () => {
  await guide.begin();
  await stack.project.write(unprotected);
  await guide.follow(sections.get("With a key that was destroyed too") ?? [], [
    undefined,
    after(changeElsewhere),
    undefined,
    after(async () => {
      await cancelInConsole();
      await comeBack(unprotected);
    }),
  ]);
  await expectLastValue();

  await stack.project.must("destroy", "--yes", "--skip-preview");
  await stack.emulator.client.advance("PT73H");
  expect(await stack.emulator.client.keys.stored()).toEqual([]);
  const restored = changed(unprotected, { 'name: "orders-db"': 'name: "orders-db", restoreOnCreate: true' });
  const renamed = changed(unprotected, {
    'name: "orders-db"': 'name: "orders-database"',
    "initialValueOnly: true,": "",
  });
  await guide.follow(sections.get("With a key that is gone") ?? [], [
    after(() => stack.project.write(restored)),
    after(() => stack.project.write(renamed)),
  ]);
  const states = (await stack.emulator.client.secrets.stored()).map(({ name, state }) => `${name} ${state}`);
  expect(states).toEqual(["orders-db To_Be_Terminated", "orders-database Active"]);
});
