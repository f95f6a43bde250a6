import { expect, test } from "@jest/globals";

import { Guide } from "../support/guide";
import { useStack } from "../support/stack-fixture";
import { commandsOf } from "../support/transcript";

const stack = useStack({}, { main: "index.ts" });
const guide = new Guide(stack);
const sections = commandsOf("docs/importing.md");

test("docs/importing.md has the sections that are tried here", () => {
  expect([...sections.keys()]).toEqual(["Many objects", "One object"]);
});

test("docs/importing.md shows what the commands print that take over many objects, and nothing is written", async () => {
  await guide.begin();
  const { keys, secrets } = stack.emulator.client;
  const { id } = await keys.create("orders");
  await secrets.create("orders-db", id, { secret_value: '{"user":"orders","password":"as it is"}' });
  const before = await stack.lastRequest();
  await guide.follow(sections.get("Many objects") ?? []);
  expect(await stack.writes(before)).toEqual([]);
});

test("docs/importing.md shows what is printed where one object is adopted, and nothing is written", async () => {
  await guide.begin();
  const { id } = await stack.emulator.client.keys.create("orders");
  await stack.project.write(
    `import { KmsKey } from "pulumi-scp";\nnew KmsKey("orders", { purpose: "aes-256", adopt: "${id}" });\n`,
  );
  const before = await stack.lastRequest();
  await guide.follow(sections.get("One object") ?? []);
  expect(await stack.writes(before)).toEqual([]);
});
