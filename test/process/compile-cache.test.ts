import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { packageFolder } from "../support/project";

const run = promisify(execFile);
const provider = JSON.stringify(join(packageFolder, "dist", "provider", "provider.js"));

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "pulumi-scp-home-"));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

/** Starts as the plugin does and is ended as it is: by force. Answers what it wrote to its error stream. */
async function start(env: Record<string, string>): Promise<string> {
  const script = `require(${provider}).get("KmsKey"); console.log("started");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 1000);`;
  const end = await run(process.execPath, ["-e", script], { cwd: home, env }).catch((error: unknown) => error);
  expect(end).toMatchObject({ signal: "SIGKILL", stdout: "started\n" });
  return (end as { stderr: string }).stderr;
}

/** How many files of Node's were stored in a folder. */
async function storedIn(folder: string): Promise<number> {
  if (!existsSync(folder)) return 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

const ownFolder = (caches: string): string => join(caches, "pulumi-scp", "compiled");

describe("what was compiled is kept", () => {
  test("in the home folder, though the process is ended by force", async () => {
    expect(await start({ HOME: home })).toBe("");
    expect(await storedIn(ownFolder(join(home, ".cache")))).toBeGreaterThan(100);
  });

  test("in the folder that XDG_CACHE_HOME names", async () => {
    expect(await start({ HOME: home, XDG_CACHE_HOME: join(home, "caches") })).toBe("");
    expect(await storedIn(ownFolder(join(home, "caches")))).toBeGreaterThan(100);
    expect(existsSync(join(home, ".cache"))).toBe(false);
  });

  test("in the folder that NODE_COMPILE_CACHE names, and in no other", async () => {
    expect(await start({ HOME: home, NODE_COMPILE_CACHE: join(home, "chosen") })).toBe("");
    expect(await storedIn(join(home, "chosen"))).toBeGreaterThan(100);
    expect(existsSync(join(home, ".cache"))).toBe(false);
  });
});

describe("the plugin starts without a word and keeps nothing", () => {
  test("with NODE_DISABLE_COMPILE_CACHE", async () => {
    expect(await start({ HOME: home, NODE_DISABLE_COMPILE_CACHE: "1" })).toBe("");
    expect(await readdir(home)).toEqual([]);
  });

  test("with a home that is not there, which it does not make", async () => {
    expect(await start({ HOME: join(home, "deep", "away") })).toBe("");
    expect(await readdir(home)).toEqual([]);
  });

  test("without a home: nothing lands in the project's folder", async () => {
    expect(await start({ HOME: "", XDG_CACHE_HOME: "relative" })).toBe("");
    expect(await readdir(home)).toEqual([]);
  });

  test("with a home that cannot be written", async () => {
    expect(await start({ HOME: "/proc/self" })).toBe("");
    await mkdir(join(home, ".cache"));
    await writeFile(join(home, ".cache", "pulumi-scp"), "a file where the folder should be");
    expect(await start({ HOME: home })).toBe("");
  });
});
