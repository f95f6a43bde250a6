import { setTimeout as pause } from "node:timers/promises";

import { expect, test } from "@jest/globals";

import { Guide, type Stage } from "../support/guide";
import { endAll, processesBelow } from "../support/processes";
import { useStack } from "../support/stack-fixture";
import { theOnly } from "../support/the-only";
import { commandsOf, linesMissing } from "../support/transcript";

const stack = useStack({ "scp:maxRetries": "1" });
const guide = new Guide(stack);
const { after } = guide;
const sections = commandsOf("docs/operations.md");

const program = (name: string, more = ""): Promise<void> =>
  stack.project.program(`exports.keyId = new scp.KmsKey("${name}", { purpose: "aes-256"${more} }).id;`);

/** Waits for what other processes do. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(50);
}

/** An `up` that is struck by a signal while the service makes the key; what it printed, and what a shell says after it. */
const struckBy =
  (signal: "SIGINT" | "SIGKILL", says = "") =>
  async (): Promise<string> => {
    await stack.emulator.client.addFault({ method: "POST", path: "/kms/transit$", fault: { delayMs: 2000 } });
    const { child, ended } = stack.project.start("up", "--yes", "--skip-preview");
    await until(async () => (await stack.emulator.client.requests()).some(({ status }) => status === null));
    // A killed Pulumi leaves them behind.
    const below = await processesBelow(child.pid ?? 0);
    child.kill(signal);
    const { output } = await ended;
    await until(async () => (await stack.emulator.client.keys.stored()).length === 1);
    endAll(below);
    return `${output}\n${says}`;
  };

/** The present object of the key is taken over by the program. */
async function adopt(): Promise<void> {
  await program("orders", `, adopt: "${theOnly(await stack.emulator.client.keys.stored()).id}"`);
}

/** What happens besides the commands of a section, by their numbers: before one, or in its place. */
const staged: Readonly<Record<string, readonly (Stage | undefined)[]>> = {
  "Interrupted with Ctrl-C": [struckBy("SIGINT")],
  Killed: [struckBy("SIGKILL", "Killed"), undefined, undefined, undefined, undefined, after(adopt)],
  "Nobody knows whether it was made": [
    after(() => stack.emulator.client.addFault({ path: "/kms/", times: 0, fault: { drop: "after" } })),
    after(() => stack.emulator.client.removeFaults()),
  ],
  "Changing state by hand": [
    after(async () => {
      await stack.project.must("up", "--yes", "--skip-preview");
    }),
    after(adopt),
    undefined,
    after(() => program("bills")),
  ],
  "Moving to another stack": [
    after(async () => {
      await program("bills");
      await stack.project.must("up", "--yes", "--skip-preview");
    }),
  ],
  Watching: [
    after(async () => {
      await stack.project.must("up", "--yes", "--skip-preview");
      const { client } = stack.emulator;
      const { id } = theOnly(await client.keys.stored());
      await client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: "by hand" } });
    }),
  ],
};

test("docs/operations.md has the sections that are tried here", () => {
  expect([...sections.keys()]).toEqual(Object.keys(staged));
  const shown = { command: "pulumi up", lines: ["+ orders created ...", "2 unchanged"] };
  expect(linesMissing(shown, "  +   orders created (3s)\n 2 unchanged")).toEqual([]);
  expect(linesMissing(shown, "2 unchanged\n+ orders created (3s)\n")).toEqual(["2 unchanged"]);
});

test.each([...sections])("what docs/operations.md shows is what is printed: %s", async (section, commands) => {
  await guide.begin();
  await program("orders");
  await guide.follow(commands, staged[section] ?? []);
  const left = await stack.emulator.client.keys.stored();
  expect(left.filter(({ state }) => state === "Active")).toHaveLength(1);
});
