import { beforeAll, describe, expect, test } from "@jest/globals";

import type { EmulatorClient } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";
import { kindSamples, scpNotFound, type KindSample } from "../support/kind-samples";
import type { StackModel } from "../support/stack-model";

// What was just made may not be shown everywhere yet, and is not gone for that.

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

async function made(kind: string, row: KindSample): Promise<{ model: StackModel; id: string }> {
  const model = fixture.stack(kind);
  await model.up(await row.args(client));
  return { model, id: model.state?.id ?? "" };
}

describe.each(Object.entries(kindSamples))("%s", (kind, row) => {
  const notFound = (id: string): object => row.notFound?.(id) ?? scpNotFound;

  test("that was just made and is not shown once stays in state", async () => {
    const { model, id } = await made(kind, row);
    await client.addFault({ ...row.show(id), times: 1, fault: notFound(id) });
    expect(await model.refresh()).toEqual([]);
    expect(model.state?.id).toBe(id);
  });

  test("that was just made and is gone is dropped", async () => {
    const { model, id } = await made(kind, row);
    await row.remove(client, id);
    await client.advance("PT1M");
    expect(await model.refresh()).toBe("gone");
  });

  test("that was just made survives a creation in which it is not shown at first", async () => {
    const model = fixture.stack(kind);
    await client.addFault({ ...row.show("[^/]+"), times: 2, fault: notFound("not-this-one") });
    const args = await row.args(client);
    expect(await model.up(args)).toBe("created");
    expect(model.state?.initErrors).toEqual([]);
    await client.removeFaults();
    expect(await model.up(args)).toBe("same");
  });
});

test("an object that its list shows is not dropped, however long it is not shown singly", async () => {
  const model = fixture.stack("KmsKey");
  await model.up({ purpose: "aes-256" }, { read: "5s" });
  const id = model.state?.id ?? "";
  await client.addFault({ method: "GET", path: `/transit/${id}$`, times: 0, fault: scpNotFound });
  await expect(model.refresh()).rejects.toThrow(
    "the service does not show this KMS key, which may only be too young: nothing was dropped from state",
  );
  expect(model.state?.id).toBe(id);
});

test("an object that is not ready is not dropped, however old it is", async () => {
  const key = await client.keys.create("slow", { description: "", auto_rotate: "N" });
  const creating = { key: { ...(await client.keys.show(key.id)), state: "Creating" } };
  const model = fixture.stack("KmsKey");
  await client.addFault({ method: "POST", path: "/transit$", fault: { status: 201, body: creating } });
  await client.addFault({
    method: "GET",
    path: `/transit/${key.id}$`,
    times: 0,
    fault: { status: 200, body: creating },
  });
  const args = { name: "slow", purpose: "aes-256" };
  await expect(model.up(args, { create: "300ms" })).rejects.toThrow("is still Creating after");
  await client.removeFaults();
  await client.advance("P1D");
  await client.addFault({ method: "GET", path: `/transit/${key.id}$`, times: 1, fault: scpNotFound });
  expect(await model.refresh()).toEqual([]);
  await model.up(args);
  expect(model.state).toMatchObject({ id: key.id, initErrors: [], outputs: { state: "Active" } });
});

test("a secret waits for a key that was just made and cannot be used yet; without such a key it is refused at once", async () => {
  const refusal = {
    status: 400,
    body: { errors: [{ code: "kms.key.state.invalid", detail: "The key cannot be used yet." }] },
  };
  const key = fixture.stack("KmsKey");
  await key.up({ purpose: "aes-256" });
  const args = { value: { a: "b" }, allowedCidrs: ["10.0.0.1/32"] };
  await client.addFault({ method: "POST", path: "/secrets$", times: 3, fault: refusal });
  const waiting = fixture.stack("Secret");
  expect(await waiting.up({ ...args, kmsKeyId: key.state?.id })).toBe("created");
  const { id } = await client.keys.create("elsewhere");
  await client.addFault({ method: "POST", path: "/secrets$", times: 1, fault: refusal });
  await expect(fixture.stack("Secret").up({ ...args, kmsKeyId: id })).rejects.toThrow("The key cannot be used yet");
  const other = fixture.stack("KmsKey");
  await other.up({ purpose: "aes-256" });
  await client.addFault({ method: "PUT", path: "/kmsid$", times: 2, fault: refusal });
  expect(await waiting.up({ ...args, kmsKeyId: other.state?.id })).toBe("updated");
});
