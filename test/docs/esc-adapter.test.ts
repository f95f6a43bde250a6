import { spawn, type ChildProcess } from "node:child_process";
import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { cp, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { variablesOf } from "../support/command";
import { packageFolder } from "../support/project";
import { useStack } from "../support/stack-fixture";

// Only Pulumi Cloud opens environments. Here its part is played as its documentation says it: a token, and the keys for it.

const stack = useStack();
const audience = "https://secrets.example.com/";
const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
let issuer: Server;
let issuerUrl: string;
let adapter: ChildProcess;
let url: string;
let secretId: string;
let otherId: string;

beforeAll(async () => {
  const keys = [{ ...own.publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }];
  issuer = createServer((request, response) => {
    response.writeHead(request.url === "/.well-known/jwks.json" ? 200 : 404).end(JSON.stringify({ keys }));
  });
  await once(issuer.listen(0, "127.0.0.1"), "listening");
  issuerUrl = `http://127.0.0.1:${String((issuer.address() as AddressInfo).port)}`;

  const { client } = stack.emulator;
  const { id } = await client.keys.create("orders");
  secretId = (await client.secrets.create("orders-db", id, { secret_value: '{"password":"for the environment"}' })).id;
  otherId = (await client.secrets.create("billing-db", id, { secret_value: '{"password":"for others"}' })).id;

  const { folder } = stack.project;
  await cp(join(packageFolder, "examples", "esc-adapter"), folder, { recursive: true });
  await writeFile(join(folder, "tsconfig.json"), '{"compilerOptions":{"module":"commonjs","target":"es2022"}}');
  adapter = spawn(process.execPath, ["--require", "ts-node/register", "adapter.ts"], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      TS_NODE_TRANSPILE_ONLY: "true",
      ...variablesOf(stack.emulator),
      ESC_ADAPTER_URL: audience,
      ESC_ISSUER: issuerUrl,
      ESC_READERS: JSON.stringify({ "acme/prod": [secretId] }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  adapter.stderr?.resume();
  const [line] = (await once(createInterface(adapter.stdout as NodeJS.ReadableStream), "line")) as [string];
  url = `http://127.0.0.1:${String((JSON.parse(line) as AddressInfo).port)}/`;
});

afterAll(() => {
  adapter.kill();
  issuer.close();
});

interface Odd {
  readonly claims?: object;
  readonly key?: KeyObject;
  readonly head?: object;
  /** What is sent instead of what was signed. */
  readonly sent?: string;
  readonly request?: object;
}

/** What Pulumi Cloud sends when an environment is opened, and what the adapter answers. */
async function open({ claims, key = own.privateKey, head, sent, request }: Odd = {}): Promise<[number, unknown]> {
  const body = JSON.stringify(request ?? { secretId });
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");
  const payload = {
    iss: issuerUrl,
    aud: audience,
    exp: Math.floor(Date.now() / 1000) + 300,
    current_env: "acme/prod",
    body_hash: `sha256-${createHash("sha256").update(body).digest("base64")}`,
    ...claims,
  };
  const signed = `${encode({ alg: "RS256", kid: "one", ...head })}.${encode(payload)}`;
  const token = `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
  const reply = await fetch(url, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: sent ?? body,
  });
  return [reply.status, await reply.json()];
}

test("an environment that may read a secret gets its value, by the label that it names", async () => {
  expect(await open()).toEqual([200, { password: "for the environment" }]);
  expect(await open({ request: { secretId, label: "CURRENT" } })).toEqual([200, { password: "for the environment" }]);
});

test("what the service refuses is an error that says so", async () => {
  expect(await open({ request: { secretId, label: "nowhere" } })).toEqual([
    502,
    { message: expect.stringContaining("cannot") },
  ]);
});

const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

const refused: readonly (readonly [string, Odd, number, RegExp])[] = [
  ["is signed by another key", { key: stranger }, 401, /not signed by the issuer/],
  ["names a key that the issuer does not have", { head: { kid: "two" } }, 401, /not signed by the issuer/],
  ["is signed in another way", { head: { alg: "none" } }, 401, /not signed by the issuer/],
  ["is of another issuer", { claims: { iss: "https://example.com" } }, 401, /another issuer/],
  ["is meant for another adapter", { claims: { aud: "https://example.com" } }, 401, /another adapter/],
  ["has expired", { claims: { exp: 1 } }, 401, /has expired/],
  ["never expires", { claims: { exp: undefined } }, 401, /has expired/],
  ["belongs to another request", { sent: '{"secretId":"x"}' }, 401, /another request/],
  ["is of an environment without rights", { claims: { current_env: "acme/dev" } }, 403, /acme\/dev may not read/],
];

test.each(refused)("nothing is read for a token that %s", async (_title, odd, status, message) => {
  const before = await stack.lastRequest();
  expect(await open(odd)).toEqual([status, { message: expect.stringMatching(message) }]);
  expect(await stack.emulator.client.requests(before)).toEqual([]);
});

test("an environment gets no other secret than its own, and nobody anything without a token", async () => {
  expect((await open({ request: { secretId: otherId } }))[0]).toBe(403);
  expect((await open({ request: {} }))[0]).toBe(403);
  expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(401);
});
