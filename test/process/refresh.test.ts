import { beforeAll, beforeEach, expect, test } from "@jest/globals";

import type { EmulatorProcess } from "../support/emulator-process";
import { usePluginFixture } from "../support/plugin-fixture";
import type { StackModel } from "../support/stack-model";

const fixture = usePluginFixture();
let emulator: EmulatorProcess;
let stacks: StackModel[];

beforeAll(() => {
  ({ emulator } = fixture);
});

beforeEach(async () => {
  stacks = Array.from({ length: 30 }, () => fixture.stack("KmsKey"));
  await Promise.all(stacks.map((stack) => stack.up({ purpose: "aes-256", description: "kept" })));
});

const refresh = async (): Promise<{ results: unknown[]; requests: string[] }> => {
  const since = (await emulator.client.requests()).length;
  const results = await Promise.all(stacks.map((stack) => stack.refresh()));
  const sent = (await emulator.client.requests()).slice(since);
  return { results, requests: sent.map(({ method, path }) => `${method} ${path}`) };
};

test("a refresh of many keys costs one look-up and one list", async () => {
  const { results, requests } = await refresh();
  expect(results.flat()).toEqual([]);
  expect(requests.sort()).toEqual([`GET /v1/kms/transit`, `GET /v1/kms/transit/${stacks[0]?.state?.id ?? ""}`]);
});

test("a key that the list lacks, or shows as waiting, is asked for singly and is gone", async () => {
  // Of younger ones nobody would believe it at once.
  await emulator.client.advance("PT1H");
  const [, removed, waiting] = stacks.map((stack) => stack.state?.id ?? "");
  await emulator.client.call("DELETE", `/v1/kms/transit/${removed ?? ""}?is_directly=true`);
  await emulator.client.call("DELETE", `/v1/kms/transit/${waiting ?? ""}`);
  const { results, requests } = await refresh();
  expect(results.map((result) => result === "gone")).toEqual(stacks.map((_, index) => index === 1 || index === 2));
  expect(requests).toHaveLength(4);
});

test("a change that comes between two reads of the same key is seen", async () => {
  await refresh();
  const id = stacks[5]?.state?.id ?? "";
  await emulator.client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: "changed" } });
  expect(await stacks[5]?.refresh()).toEqual(["description"]);
});

test("where the list fails, each key is asked for singly", async () => {
  await emulator.client.addFault({ method: "GET", path: "^/v1/kms/transit$", times: 0, fault: { status: 403 } });
  const { results } = await refresh();
  expect(results.flat()).toEqual([]);
  await emulator.client.removeFaults();
});
