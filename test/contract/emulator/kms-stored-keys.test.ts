import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startEmulator } from "../../../emulator/index";
import { EmulatorClient, keyOf, refusalOf } from "../../support/emulator-client";

let stateFile: string;
let client: EmulatorClient;
let stop: () => Promise<void>;

beforeEach(async () => {
  stateFile = join(mkdtempSync(join(tmpdir(), "emulator-")), "state.jsonl");
  await restart();
});

afterEach(async () => {
  await stop();
  rmSync(join(stateFile, ".."), { recursive: true, force: true });
});

async function restart(): Promise<void> {
  const emulator = await startEmulator({ stateFile });
  client = new EmulatorClient(emulator);
  stop = () => {
    client.close();
    return emulator.close();
  };
}

/** Starts again with more keys in the state file, like a stored one but for some fields. */
async function restartWithKeys(...keys: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const like = await client.keys.create("template");
  const [stored] = await client.keys.stored();
  await client.call("DELETE", `/v1/kms/transit/${like.id}?is_directly=true`);
  await stop();
  const { publicKeys: _publicKeys, ...template } = stored ?? like;
  const changes = keys.map((fields, index) => {
    const id = index.toString(16).padStart(32, "0");
    return ["kms.keys", id, { ...template, id, name: `stored${index}`, ...fields }];
  });
  appendFileSync(stateFile, `${JSON.stringify({ changes })}\n`);
  await restart();
}

test("an account has at most 10,000 keys", async () => {
  await restartWithKeys(...Array.from({ length: 9_999 }, () => ({})));
  const { id } = await client.keys.create("last");
  const body = { name: "more", purpose: "aes-256", auto_rotate: "N", description: "", rotate_cycle: 1 };
  const refusal = refusalOf(await client.call("POST", "/v1/kms/transit", { body }));
  expect(refusal).toMatchObject({ status: 403, code: "scp-security.kms.key.quota.exceeded" });
  await client.call("DELETE", `/v1/kms/transit/${id}`);
  expect((await client.call("POST", "/v1/kms/transit", { body })).status).toBe(403);
  await client.call("DELETE", `/v1/kms/transit/${id}?is_directly=true`);
  expect(keyOf(await client.call("POST", "/v1/kms/transit", { body })).name).toBe("more");
});

test.each(["Creating", "Error"])("a key in the state %s can only be deleted, and at once", async (state) => {
  await restartWithKeys({ state });
  const [key] = await client.keys.stored();
  const path = `/v1/kms/transit/${key?.id ?? ""}`;
  const refused = { status: 400, code: "scp-security.kms.key.state.invalid" };
  for (const [method, rest, body] of [
    ["PUT", "/state", { state: "Active" }],
    ["PUT", "/description", { description: "new" }],
    ["PUT", "/rotate-info", { auto_rotate: "Y", rotate_cycle: 7 }],
    ["POST", "/rotate", undefined],
    ["DELETE", "", undefined],
  ] as const) {
    expect(refusalOf(await client.call(method, path + rest, { body }))).toMatchObject(refused);
  }
  expect((await client.call("DELETE", `${path}?is_directly=true`)).status).toBe(204);
});

test("keys that became due while no emulator ran are settled before the first request", async () => {
  await restartWithKeys(
    { auto_rotate: "Y", rotate_cycle: 1, next_rotate_at: "2024-05-17T00:23:17Z" },
    { state: "To_Be_Terminated", delete_target_yn: "Y", delete_at: "2024-05-17T00:23:17Z" },
  );
  const { body } = await client.call("GET", "/v1/kms/transit");
  expect(body).toMatchObject({ count: 1 });
  const [key] = await client.keys.stored();
  expect(key?.current_version).toBeGreaterThan(500);
  expect(Date.parse(key?.next_rotate_at ?? "")).toBeGreaterThan(Date.now());
});
