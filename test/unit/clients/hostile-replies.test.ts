import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import fc from "fast-check";

import { Call } from "../../../provider/calls/call";
import { CallError } from "../../../provider/calls/errors";
import { Connection } from "../../../provider/clients/connection";
import { DeadlineError, RequestError } from "../../../provider/clients/http/errors";
import { Transport, type WireReply, type WireRequest } from "../../../provider/clients/http/transport";
import { SettingsError } from "../../../provider/settings/errors";
import { expectNoPollution, mutated, oddJson, oddText, oddTexts, runs } from "../../support/hostile";
import { secretsIn } from "../../support/leaks/scan";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";

const secretKey = "hostile-secret-key-0123456789";
const host = "127.0.0.1:9";
const token = spaceoneToken();
const config = {
  "scp:endpoint": `http://${host}`,
  "scp:accessKey": "hostile-access-key",
  "scp:secretKey": secretKey,
  "scp:maxRetries": "0",
  "spaceone:endpoint": `http://${host}`,
  "spaceone:token": token,
  "spaceone:maxRetries": "0",
};

let reply: WireReply;
let sent: WireRequest[];

beforeEach(() => {
  sent = [];
  jest.spyOn(Transport.prototype, "send").mockImplementation((request) => {
    sent.push(request);
    return request.deadline.passed ? Promise.reject(new DeadlineError(request, "refused")) : Promise.resolve(reply);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const times = { created_at: "2026-01-01T00:00:00Z", modified_at: "2026-01-01T00:00:00Z" };
const key = {
  id: "k",
  name: "n",
  purpose: "aes-256",
  key_type: "basic",
  state: "Active",
  current_version: 1,
  ...times,
};
const secret = { id: "s", name: "n", kms_id: "k", state: "Active", acl_cidr: "10.0.0.0/25", ...times };
const vault = { id: "v", name: "n", access_key_id: "a", vaultkey_state: "Active", vault_token_id: "t", ...times };
const certificate = { id: "c", name: "n", state: "VALID", not_before_dt: "2026-01-01T00:00:00", ...times };
const diagnosis = { diagnosis_id: "DIA-1", diagnosis_name: "n", csp_type: "SCP", ...times };
const schedule = { use_diagnosis_check_type_bp: "y", use_diagnosis_check_type_ssi: "n" };
const spaceoneSecret = { secret_id: "s", name: "n", tags: {}, resource_group: "WORKSPACE" };
const cloudService = { cloud_service_id: "c", name: "n", provider: "aws", data: {}, tags: {}, state: "ACTIVE" };
const page = { count: 1, page: 0, size: 20, sort: "name:asc" };

/** A call, and a reply that it understands. */
type Read = readonly [name: string, ask: (call: Call) => Promise<unknown>, good: unknown];

const reads: readonly Read[] = [
  ["a key", ({ scp }) => scp.kms.showKey("k"), { key }],
  ["keys", async ({ scp }) => scp.kms.listKeys(), { ...page, keys: [key] }],
  ["users of a key", ({ scp }) => scp.kms.listUsers("k"), { user: [{ user_id: "s", user_name: "n" }] }],
  ["what a key encrypts", ({ scp }) => scp.keyUse.encrypt("k", Buffer.from("a")), { ciphertext: "vault:v1:aaaa" }],
  ["what a key decrypts", ({ scp }) => scp.keyUse.decrypt("k", "vault:v1:aaaa"), { plaintext: "YQ==" }],
  ["a secret", ({ scp }) => scp.secrets.showSecret("s"), { secret }],
  [
    "versions",
    ({ scp }) => scp.secrets.listVersions("s"),
    { ...page, version_list: [{ version_id: "1", labels: ["CURRENT"] }] },
  ],
  ["a value", ({ scp }) => scp.secrets.readValue("s", { label: "CURRENT" }), { secret_value: "{}" }],
  ["a vault", ({ scp }) => scp.vaults.showVault("v"), { secret_vault: vault }],
  ["certificates", async ({ scp }) => scp.certificates.listCertificates(), { ...page, certificates: [certificate] }],
  [
    "a diagnosis",
    ({ scp }) => scp.inspections.showDiagnosis("DIA-1"),
    { summary_responses: diagnosis, auth_key_responses: { auth_key_id: "a" }, schedule_response: schedule },
  ],
  ["a cloud service", ({ spaceone }) => spaceone.cloudServices.get("c"), cloudService],
  ["secrets of SpaceONE", ({ spaceone }) => spaceone.secrets.listAll(), { results: [spaceoneSecret], total_count: 1 }],
];

function newCall(): Call {
  const environment = {
    connection: new Connection(stackSettings(config), () => undefined),
    now: Date.now,
    sleep: () => Promise.resolve(),
    random: () => 0.5,
    warn: () => undefined,
  } as unknown as ConstructorParameters<typeof Call>[0]["environment"];
  return new Call({ environment, cloud: "scp", verb: "read", noun: "object", timeoutMs: 5000 });
}

/** Asks, and looks at what comes of it: a result, or a clear error without secrets; nothing is asked of anybody else. */
async function expectClear(ask: (call: Call) => Promise<unknown>): Promise<void> {
  const call = newCall();
  try {
    await ask(call);
  } catch (error) {
    if (!(error instanceof RequestError || error instanceof CallError || error instanceof SettingsError)) throw error;
    const message = call.redacted(call.reasonOf(error));
    // A service can only repeat what it was sent.
    const isTokenSent = sent.some(({ headers }) => Object.values(headers).join("").includes(token));
    expect(secretsIn(message, isTokenSent ? [secretKey, token] : [secretKey])).toEqual([]);
    expect(message.length).toBeLessThan(4000);
    expect(message).not.toMatch(/\p{C}/u);
  }
  expect(new Set(sent.map(({ url }) => url.host))).toEqual(new Set(sent.length === 0 ? [] : [host]));
  expect(sent.length).toBeLessThan(1100);
  expectNoPollution();
}

const json = { "content-type": "application/json", date: "Thu, 01 Jan 2026 00:00:00 GMT" };
const statuses = fc.constantFrom(200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 503);

describe.each(reads)("a reply that should have %s", (_, ask, good) => {
  test("is understood", async () => {
    reply = { status: 200, headers: json, body: JSON.stringify(good) };
    await expect(ask(newCall())).resolves.toBeDefined();
  });

  test("may be changed in any part", async () => {
    const property = fc.asyncProperty(mutated(good), async (body) => {
      sent = [];
      reply = { status: 200, headers: json, body: JSON.stringify(body) };
      await expectClear(ask);
    });
    await fc.assert(property, runs(25));
  });

  test("may be anything else", async () => {
    const bodies = fc.oneof(
      oddJson.map((value) => JSON.stringify(value)),
      fc.tuple(fc.constant(JSON.stringify(good)), fc.nat(40)).map(([text, length]) => text.slice(0, length)),
      oddText.map((detail) => JSON.stringify({ errors: [{ code: detail, detail: `${secretKey} ${detail}` }] })),
      oddText.map((detail) => JSON.stringify({ detail: { code: detail, message: `${token} ${detail}` } })),
      fc.constant("<html><body>Bad Gateway</body></html>"),
      fc.constant(`[${"[".repeat(3000)}`),
    );
    const property = fc.asyncProperty(statuses, bodies, oddText, async (status, body, odd) => {
      sent = [];
      const headers = { ...json, location: "https://evil.example/", "retry-after": odd, date: odd };
      reply = { status, headers, body };
      await expectClear(ask);
    });
    await fc.assert(property, runs(25));
  });
});

test.each(oddTexts)("a refusal that says %j moves no cursor", async (odd) => {
  for (const [status, body] of [
    [400, { errors: [{ code: odd, detail: `${secretKey} ${odd}`, request_id: odd }] }],
    [500, { detail: { code: odd, message: [odd] } }],
    [502, { error: `${odd}\u009b31m\u202e` }],
  ] as const) {
    reply = { status, headers: json, body: JSON.stringify(body) };
    await expectClear(({ scp }) => scp.kms.showKey("k"));
    await expectClear(({ spaceone }) => spaceone.cloudServices.get("c"));
  }
});

test("a list that is the same from wherever it is asked for ends", async () => {
  reply = {
    status: 200,
    headers: json,
    body: JSON.stringify({ results: [spaceoneSecret], total_count: 9_007_199_254 }),
  };
  await expect(newCall().spaceone.secrets.listAll()).resolves.toHaveLength(1);
  expect(sent).toHaveLength(2);
  reply = { ...reply, body: JSON.stringify({ results: [{ odd: true }], total_count: 9_007_199_254 }) };
  await expect(newCall().spaceone.secrets.listAll()).resolves.toEqual([]);
  expect(sent).toHaveLength(4);
});

test("of a reply that is wrong in a thousand places ten are named", async () => {
  reply = { status: 200, headers: json, body: JSON.stringify({ user: Array.from({ length: 1000 }, () => 1) }) };
  await expect(newCall().scp.kms.listUsers("k")).rejects.toThrow(/\(user\.0, .*user\.9, and 990 more\)$/);
});

test("replies of ten megabytes are read, or refused with a short message", async () => {
  const name = "n".repeat(10_000_000);
  for (const [status, body] of [
    [200, JSON.stringify({ key: { ...key, name } })],
    [200, name],
    [400, JSON.stringify({ errors: [{ code: name, detail: name }] })],
    [502, name],
  ] as const) {
    reply = { status, headers: json, body };
    await expectClear(({ scp }) => scp.kms.showKey("k"));
  }
});

test.each(oddTexts)("an id such as %j stays in its place of the path, and in no header", async (id) => {
  reply = { status: 200, headers: json, body: JSON.stringify({ key }) };
  await newCall()
    .scp.kms.showKey(id)
    .catch((error: unknown) => {
      expect(String(error)).toMatch(/needs a value for key_id|URI malformed|well-formed/);
    });
  for (const { url, headers } of sent) {
    expect(url.host).toBe(host);
    expect(url.pathname).toMatch(/^\/v1\/kms\/transit\/[^/]+$/);
    expect([url.search, url.hash]).toEqual(["", ""]);
    expect(Object.values(headers).join("")).not.toMatch(/[\r\n]/);
  }
});
