import { beforeAll, beforeEach, expect, test } from "@jest/globals";

import { loader } from "../../provider/program/loader";
import { metaOf } from "../support/boxes";
import type { EmulatorProcess } from "../support/emulator-process";
import type { Properties } from "../support/plugin";
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

test("a reply leaves inputs out that are as the engine has them, and has all of them otherwise", async () => {
  const [{ state } = {}] = stacks;
  if (state === undefined) throw new Error("there is no key");
  const { id, inputs, outputs } = state;
  const read = async (engines?: Properties): Promise<Properties | undefined> =>
    (await fixture.plugin.read(id, outputs, engines)).inputs;
  expect(await read(inputs)).toBeUndefined();
  expect(await read()).toEqual(inputs);
  expect(await read({ ...inputs, description: "never applied" })).toEqual(inputs);
  expect(await read({ ...inputs, __meta: { ...(inputs["__meta"] as object), timeouts: { read: "1m" } } })).toEqual(
    inputs,
  );
  expect(await read({ ...inputs, __provider: "other" })).toEqual(inputs);

  await emulator.client.call("PUT", `/v1/kms/transit/${id}/description`, { body: { description: "changed" } });
  expect(await read(inputs)).toEqual({ ...inputs, description: "changed" });
});

test("of a key that is only looked up a reply has the inputs, which Pulumi compares with those of the state", async () => {
  const id = stacks[0]?.state?.id ?? "";
  const given = { __meta: { ...metaOf("seen"), get: true }, __provider: loader("KmsKey") };
  const { properties, inputs } = await fixture.plugin.read(id, given, given);
  expect(inputs).toMatchObject(given);
  expect((await fixture.plugin.read(id, properties, inputs)).inputs).toEqual(inputs);
});

test("where the list fails, each key is asked for singly", async () => {
  await emulator.client.addFault({ method: "GET", path: "^/v1/kms/transit$", times: 0, fault: { status: 403 } });
  const { results } = await refresh();
  expect(results.flat()).toEqual([]);
  await emulator.client.removeFaults();
});
