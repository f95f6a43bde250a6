import { execFile } from "node:child_process";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";

import { expect, test } from "@jest/globals";

import { packageFolder } from "../support/project";
import { spaceoneToken } from "../support/spaceone-token";

const run = promisify(execFile);
const dist = join(packageFolder, "dist", "provider");

/** The files that a script loads, by their paths in the package. */
async function loadedBy(script: string): Promise<string[]> {
  const told = `console.log(JSON.stringify(Object.keys(require.cache)))`;
  const { stdout } = await run(process.execPath, ["-e", `${script}; ${told}`], { cwd: dist });
  return (JSON.parse(stdout) as string[]).map((file) => relative(packageFolder, file).split(sep).join("/"));
}

const load = (kind: string): string => `require("./provider").get(${JSON.stringify(kind)})`;

/** Packages that were loaded. */
const packagesIn = (files: readonly string[]): string[] => [
  ...new Set(files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])),
];

test("a kind is loaded without the other kinds, without any client, and without Pulumi or what programs load", async () => {
  const loaded = await loadedBy(load("KmsKey"));
  expect(loaded).toContain("dist/provider/resources/scp/kms/kms-key.js");
  expect(loaded.filter((file) => /resources\/.*(cert|cloud-service|config|managed|secret)/.test(file))).toEqual([]);
  expect(loaded.filter((file) => /clients\/(scp|spaceone)\/|provider\/(index|classes|program)/.test(file))).toEqual([]);
  expect(packagesIn(loaded)).toEqual(["zod"]);
});

test("zod's messages in other languages are loaded when somebody asks for them, and are the same as ever", async () => {
  const isMessage = (file: string): boolean => /zod\/v4\/locales\/(?!en\.|index\.)/.test(file);
  expect((await loadedBy(load("KmsKey"))).filter(isMessage)).toEqual([]);
  const isSame = `require("node:assert").deepStrictEqual(Object.keys(require("zod").locales), Object.keys(require("zod/v4/locales")));
    if (!("ko" in require("zod").locales)) throw new Error("no Korean")`;
  const all = await loadedBy(`${load("KmsKey")}; ${isSame}`);
  expect(all.filter(isMessage).length).toBeGreaterThan(20);
  const korean = `const { z } = require("zod"); z.config(z.locales.ko()); console.error(z.string().safeParse(1).error.issues[0].message)`;
  const told = async (before: string): Promise<string> =>
    (await run(process.execPath, ["-e", `${before}; ${korean}`], { cwd: dist })).stderr;
  expect(await told(load("KmsKey"))).toBe(await told(""));
  expect(await told("")).toMatch(/[가-힣]/);
});

const values = {
  "scp:accessKey": "AK",
  "scp:secretKey": "SK",
  "spaceone:endpoint": "https://spaceone.test",
  "spaceone:token": spaceoneToken(),
};

/** Connects to a cloud, as the first request of a kind does. */
const connect = (cloud: string): string => `
  const { Connection } = require("./clients/connection");
  const { settingsSource } = require("./settings/reading/source");
  const source = settingsSource({ get: (key) => (${JSON.stringify(values)})[key] }, {}, "/nonexistent");
  const connection = new Connection(source, () => undefined);
  connection.place("${cloud}")`;

/** Begins to send a request. */
const send = `
  const { Sender } = require("./clients/http/sender");
  void new Sender({ maxRetries: 0, timeoutMs: 1, maxConcurrency: 1 }, () => undefined).send({
    url: new URL("http://127.0.0.1:1"), method: "GET", headers: () => ({}), deadline: { passed: true },
  }).catch(() => undefined)`;

test.each([
  ["scp", "spaceone"],
  ["spaceone", "scp"],
] as const)(
  "the clients of %s are loaded without those of %s, and no YAML where no file has it",
  async (cloud, other) => {
    const loaded = await loadedBy(connect(cloud));
    expect(loaded.some((file) => file.startsWith(`dist/provider/clients/${cloud}/`))).toBe(true);
    expect(loaded.filter((file) => file.startsWith(`dist/provider/clients/${other}/`))).toEqual([]);
    expect(packagesIn(loaded)).toEqual(["zod"]);
  },
);

test("what sends requests is loaded with the first one, and no more of undici than it uses", async () => {
  const loaded = await loadedBy(send);
  expect(packagesIn(loaded)).toEqual(["undici"]);
  expect(loaded.filter((file) => /undici\/(index|lib\/(web|mock|cache|interceptor))/.test(file))).toEqual([]);
});

test("of a cloud's services, only those are loaded that are called", async () => {
  const call = `connection.scp({}).kms;`;
  const loaded = await loadedBy(`${connect("scp")}; ${call}`);
  expect(loaded.filter((file) => /clients\/scp\/\w+\/\w[\w-]*-client/.test(file))).toEqual([
    "dist/provider/clients/scp/kms/kms-client.js",
  ]);
});
