import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import { pulumiScp, startPulumiScp, variablesOf, type Ran } from "../support/command";
import { EmulatorProcess } from "../support/emulator-process";
import { secretsIn } from "../support/leaks/scan";

let emulator: EmulatorProcess;
let folder: string;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
});
afterAll(() => emulator.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "probe-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await emulator.client.reset();
});

const variables = (): Record<string, string> => ({
  ...variablesOf(emulator),
  SCP_ACCOUNT_ID: emulator.address.accountId,
});
const probe = (...args: string[]): Promise<Ran> => pulumiScp(["probe", ...args], variables(), folder);
const read = (name: string): string => readFileSync(join(folder, "probe", name), "utf8");

/** What the account has once everything is over that waits for its end. */
async function account(): Promise<unknown> {
  await emulator.client.advance("P8D");
  return emulator.client.account();
}

test("without --yes only the plan is shown", async () => {
  const { code, stdout, stderr } = await probe("--run");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^service: Key Management Service\ndone: {4}yes\nmakes: {3}up to 20 keys/);
  expect(stdout).toContain("no: only with --vault-access-key ID");
  expect(stdout).toContain("costs:   one run, which is billed");
  expect(stderr).toContain("Nothing was done. To do it, with at most 300 requests, add --yes");
  expect(await emulator.client.requests()).toEqual([]);
  expect(existsSync(join(folder, "probe"))).toBe(false);
});

describe("the guide has what it prints", () => {
  const guide = readFileSync(join(__dirname, "..", "..", "docs", "command.md"), "utf8");

  test("of its plan", async () => {
    const { stdout } = await probe();
    expect(guide).toContain(`$ npx pulumi-scp probe\n${stdout}`);
  });

  test("of a world", async () => {
    await emulator.client.setWorld({ stateSpelling: "upper", emptyTexts: true });
    const { stdout } = await probe("--yes", "--patience", "1");
    // A second may end between a creation and a look.
    const found = stdout.slice(stdout.indexOf("SWITCH")).replaceAll(/(?<=Seconds +)-?1$/gm, "0");
    expect(guide).toContain(found);
  });
});

test("finds a world, writes it for an emulator, and a transcript that can be read again", async () => {
  const world = { stateSpelling: "lower", enumSpelling: "upper", emptyTexts: true, createdAt: "offset" } as const;
  const before = await account();
  await emulator.client.setWorld(world);
  const { code, stdout, stderr } = await probe("--yes", "--patience", "1", "--vault-access-key", "0".repeat(32));
  expect([code, stderr]).toEqual([0, expect.stringMatching(/\n\d\d requests\nWritten to probe: world.json, for/)]);
  expect(JSON.parse(read("world.json"))).toMatchObject(world);
  await emulator.client.setWorld(JSON.parse(read("world.json")) as object);
  const shown = stdout.slice(stdout.indexOf("SWITCH"));
  expect(shown).toMatch(/^deleteAtOfActive +reference or empty +every null is an empty text$/m);
  expect(shown).toMatch(/^runLagSeconds +not seen +only with --run$/m);
  expect(existsSync(join(folder, "probe", "progress.json"))).toBe(false);
  const { secretKey, accessKey, accountId } = emulator.address;
  expect(secretsIn(stdout + stderr + read("transcript.json"), [secretKey, accessKey, accountId])).toEqual([]);
  expect(await account()).toEqual(before);

  const count = (await emulator.client.requests()).length;
  const again = await probe("--replay", join("probe", "transcript.json"));
  expect([again.code, again.stderr]).toEqual([0, ""]);
  const found = (text: string): string[] => text.split("\n").filter((line) => !line.includes(" only with "));
  expect(found(again.stdout.trim())).toEqual(found(shown.trim()));
  expect((await emulator.client.requests()).length).toBe(count);
});

describe("a probe that is ended", () => {
  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "by %s leaves nothing, once the same command is run again",
    async (signal) => {
      const before = await account();
      await emulator.client.addFault({ method: "GET", path: "/versions$", times: 1, fault: { delayMs: 1500 } });
      const args = ["probe", "--yes", "--patience", "1"];
      const { child, ended } = startPulumiScp(args, variables(), folder);
      await untilAsked("/versions");
      child.kill(signal);
      const { code, stderr } = await ended;
      expect(code).toBe(signal === "SIGKILL" ? null : 130);
      if (signal !== "SIGKILL") {
        expect(stderr).toContain("The same command goes on with what is left; probe/progress.json says what that is");
        expect(await account()).toEqual(before);
      }
      expect(statSync(join(folder, "probe", "progress.json")).mode & 0o777).toBe(0o600);
      const next = await probe("--yes", "--patience", "1");
      expect(next.code).toBe(0);
      expect(next.stderr).toContain("It goes on where an earlier probe has ended: done are keys; ");
      expect(next.stderr).not.toContain("Looking at Key Management Service");
      expect(await account()).toEqual(before);
    },
  );
});

async function untilAsked(path: string): Promise<void> {
  for (;;) {
    if ((await emulator.client.requests()).some((request) => request.path.includes(path))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("files that are none of its own are refused before any request", async () => {
  writeFileSync(join(folder, "strange.json"), '{"format":"else"}');
  const replay = await probe("--replay", "strange.json");
  expect([replay.code, replay.stderr]).toEqual([
    1,
    "pulumi-scp: strange.json is not a transcript of pulumi-scp probe\n",
  ]);
  const missing = await probe("--replay", "missing.json");
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringMatching(/^pulumi-scp: cannot read missing.json: /)]);
  writeFileSync(join(folder, "progress.json"), "{}");
  const progress = await probe("--out", ".", "--yes");
  expect([progress.code, progress.stderr]).toEqual([
    1,
    expect.stringMatching(/^pulumi-scp: progress.json is not the progress of a probe. Move it away, and remove what/),
  ]);
  expect(await emulator.client.requests()).toEqual([]);
});

test.each([
  [["--prefix", "AB"], "It must have 3 to 12 characters"],
  [["--prefix", "a-b-c"], "It must have 3 to 12 characters"],
  [["--patience", "0"], "It must be a whole number of seconds from 1 to 3600"],
  [["--patience", "1.5"], "It must be a whole number of seconds from 1 to 3600"],
  [["--vault-access-key", "x"], "It must be the id of an access key"],
  [["now"], "too many arguments"],
])("%j are wrong arguments", async (args, message) => {
  const { code, stderr } = await probe(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
