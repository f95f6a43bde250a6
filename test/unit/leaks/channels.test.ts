import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { Channels } from "../../support/leaks/channels";

const secret = "Zq7VbN5kTnXv2mPs8dRf6hJg3bLc9y";

let channels: Channels;
let folder: string;

beforeEach(() => {
  channels = new Channels();
  folder = mkdtempSync(join(tmpdir(), "channels-"));
  mkdirSync(join(folder, "a", "b"), { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const leaksOf = async (isTaken?: (path: string) => boolean): Promise<string[]> => {
  await channels.addFolder("files", folder, isTaken);
  return channels.leaks([secret]);
};

test("a secret in what a command prints is found, also where it comes in chunks of one channel", () => {
  channels.add("stdout", "nothing");
  channels.add("stdout", `a value ${secret.slice(0, 15)}`);
  expect(channels.leaks(["another-secret"])).toEqual([]);
  channels.add("stdout", secret.slice(15));
  expect(channels.leaks([secret])).toEqual([`stdout: plain, split: ${secret}`]);
  expect(channels.names).toEqual(["stdout"]);
});

test("a secret in a file in a folder in a folder is found", async () => {
  writeFileSync(join(folder, "a", "clean"), "nothing");
  writeFileSync(join(folder, "a", "b", "state.json.bak"), JSON.stringify({ a: secret }));
  expect(await leaksOf()).toEqual([`files, a/b/state.json.bak: plain: ${secret}`]);
});

test("a secret in a hidden file, and in what is not text, is found", async () => {
  writeFileSync(join(folder, ".hidden"), Buffer.concat([Buffer.from([0, 255, 254, 0]), Buffer.from(secret)]));
  expect(await leaksOf()).toEqual([`files, .hidden: plain: ${secret}`]);
});

test.each([
  ["", (packed: Buffer) => packed],
  [" that has no end yet", (packed: Buffer) => packed.subarray(0, -6)],
  [" of two members", (packed: Buffer) => Buffer.concat([gzipSync("a"), packed])],
])("a secret in a packed log%s is found", async (_, change) => {
  writeFileSync(join(folder, "a.log"), change(gzipSync(`I1128 ${secret}`)));
  expect(await leaksOf()).toEqual([`files, a.log: plain: ${secret}`]);
});

test("a secret in the name of a file or of a folder is found", async () => {
  mkdirSync(join(folder, "a", secret));
  expect(await leaksOf()).toEqual([`files, names: plain: ${secret}`]);
});

test("what is left out and what is linked is not read", async () => {
  writeFileSync(join(folder, "a", "b", "program"), secret);
  symlinkSync(join(folder, "a", "b"), join(folder, "linked"));
  expect(await leaksOf((path) => !path.startsWith("a/b/"))).toEqual([]);
});

test("a secret in the arguments of a child's child is found, while it runs", async () => {
  const inner = JSON.stringify(["-e", "setTimeout(() => undefined, 1000)", secret]);
  const script = join(folder, "parent.cjs");
  writeFileSync(script, `require("node:child_process").spawnSync(process.execPath, ${inner});`);
  const child = spawn(process.execPath, [script]);
  const ended = await channels.watching("arguments", once(child, "exit"));
  expect(ended).toEqual([0, null]);
  expect(channels.leaks([secret])).toEqual([`arguments: plain: ${secret}`]);
});

test("watching ends where the work fails", async () => {
  await expect(channels.watching("arguments", Promise.reject(new Error("failed")))).rejects.toThrow("failed");
});
