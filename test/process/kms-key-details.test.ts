import { beforeAll, describe, expect, test } from "@jest/globals";

import type { EmulatorClient, KeyRecord } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";
import type { StackModel } from "../support/stack-model";

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

const key = { purpose: "aes-256" };
const stack = (): StackModel => fixture.stack("KmsKey");
const only = (): Promise<KeyRecord> => client.keys.only();
const version = async (): Promise<number> => (await only()).current_version;

describe("rotateTrigger", () => {
  test("rotates once for each change; its first value at creation and taking it away do nothing", async () => {
    const model = stack();
    await model.up({ ...key, rotateTrigger: "a" });
    expect(await version()).toBe(1);
    await model.up({ ...key, rotateTrigger: "b" });
    expect([await version(), model.state?.outputs["currentVersion"]]).toEqual([2, 2]);
    expect(await model.up({ ...key, rotateTrigger: "b" })).toBe("same");
    await model.up(key);
    expect(await version()).toBe(2);
    await model.up({ ...key, rotateTrigger: "c" });
    expect(await version()).toBe(3);
  });

  test.each(["before", "after"])("a lost reply never rotates twice (%s)", async (drop) => {
    const model = stack();
    await model.up({ ...key, rotateTrigger: "a" });
    await client.addFault({ method: "POST", path: "/rotate$", times: 1, fault: { drop } });
    const rotate = (): Promise<string> => model.up({ ...key, rotateTrigger: "b" });
    if (drop === "before") await expect(rotate()).rejects.toThrow("no complete reply");
    expect(await rotate()).toBe("updated");
    expect(await version()).toBe(2);
    expect(await rotate()).toBe("same");
  });

  test("an outcome that stays open is found out by the next up", async () => {
    const model = stack();
    await model.up({ ...key, rotateTrigger: "a" });
    await client.addFault({ method: "POST", path: "/rotate$", times: 1, fault: { drop: "after" } });
    await client.addFault({ method: "GET", skip: 1, times: 0, fault: { status: 503 } });
    await expect(model.up({ ...key, rotateTrigger: "b" })).rejects.toThrow("cannot update the KMS key");
    await client.removeFaults();
    expect(model.state?.outputs["rotateTrigger"]).toBe("a");
    expect(await model.refresh()).toEqual(["rotateTrigger"]);
    await model.up({ ...key, rotateTrigger: "b" });
    expect(await version()).toBe(2);
    expect(await model.up({ ...key, rotateTrigger: "b" })).toBe("same");
  });

  test("a stopped key is started first and stopped last", async () => {
    const model = stack();
    await model.up({ ...key, enabled: false, rotateTrigger: "a" });
    await model.up({ ...key, enabled: true, rotateTrigger: "b" });
    expect(await only()).toMatchObject({ current_version: 2, state: "Active" });
    await model.up({ ...key, enabled: false, rotateTrigger: "c" });
    expect(await only()).toMatchObject({ current_version: 3, state: "Stop" });
    await expect(model.up({ ...key, enabled: false, rotateTrigger: "d" })).rejects.toThrow(
      "rotateTrigger: cannot be changed while the key is stopped",
    );
    expect(await only()).toMatchObject({ current_version: 3, state: "Stop" });
  });
});

test("a program that goes back to the old value after a doubtful update is not taken for unchanged", async () => {
  const model = stack();
  await model.up({ ...key, description: "first" });
  await client.addFault({ method: "PUT", path: "/description$", times: 0, fault: { drop: "after" } });
  await expect(model.up({ ...key, description: "second" })).rejects.toThrow("no complete reply");
  await client.removeFaults();
  expect(await model.up({ ...key, description: "first" })).toBe("updated");
  expect((await only()).description).toBe("first");
});

test("a refresh that finds a key of unknown outcome leaves nothing to do but what is missing", async () => {
  const model = stack();
  const args = { ...key, description: "first", rotation: { enabled: true, periodInDays: 9 }, enabled: false };
  await client.addFault({ method: "POST", times: 1, fault: { drop: "after" } });
  await client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
  await expect(model.up(args)).rejects.toThrow("it is not known whether");
  await client.removeFaults();
  await model.refresh();
  const before = (await client.requests()).length;
  await model.up(args);
  const sent = (await client.requests()).slice(before).filter(({ method }) => method !== "GET");
  expect(sent.map(({ method, path }) => `${method} ${path.split("/").at(-1) ?? ""}`)).toEqual(["PUT state"]);
  expect(await model.refresh()).toEqual([]);
  expect(await model.up(args)).toBe("same");
});

describe("deletion", () => {
  test("is scheduled for 72 hours later, and asked for once more does nothing", async () => {
    const model = stack();
    await model.up(key);
    const { state } = model;
    await model.destroy();
    const waiting = await only();
    expect(waiting).toMatchObject({ state: "To_Be_Terminated", delete_target_yn: "Y" });
    model.state = state;
    await model.destroy();
    expect((await only()).delete_at).toBe(waiting.delete_at);
  });

  test("with deleteImmediately is at once, also of a key that waits already", async () => {
    const model = stack();
    await model.up({ ...key, deleteImmediately: true });
    await client.call("DELETE", `/v1/kms/transit/${model.state?.id ?? ""}`);
    await model.destroy();
    expect(await client.keys.stored()).toEqual([]);
  });

  test("of a key that is still being made is at once, since no other way is allowed", async () => {
    const model = stack();
    await model.up(key);
    const creating = { key: { ...(await client.keys.show(model.state?.id ?? "")), state: "Creating" } };
    const refusal = { errors: [{ code: "scp-security.kms.key.state.invalid", detail: "Creating" }] };
    await client.addFault({ method: "DELETE", times: 1, fault: { status: 400, body: refusal } });
    await client.addFault({ method: "GET", times: 1, fault: { status: 200, body: creating } });
    await model.destroy();
    expect(await client.keys.stored()).toEqual([]);
  });

  test("warns of secrets that need the key, those that wait for their own deletion included, and goes on", async () => {
    const model = stack();
    await model.up(key);
    const id = model.state?.id ?? "";
    await client.secrets.create("db-password", id);
    const waiting = await client.secrets.create("old-password", id);
    await client.call("DELETE", `/v1/secrets/${waiting.id}`, { body: { waiting_time_ndays: 7 } });
    const other = await fixture.startPlugin();
    try {
      model.use(other);
      await model.destroy();
      await other.said(/KmsKey \S+: without this key the secrets .* neither read nor restored: /);
      await other.said("db-password");
      await other.said("old-password");
    } finally {
      await other.stop();
    }
    expect(await only()).toMatchObject({ state: "To_Be_Terminated" });
  });

  test("asks for the secrets once for many keys, goes on where they cannot be listed, and lets that rest", async () => {
    const models = [stack(), stack(), stack()];
    const other = await fixture.startPlugin();
    try {
      for (const model of models) model.use(other);
      for (const model of models) await model.up(key);
      await client.addFault({ method: "GET", path: "^/v1/secrets$", times: 1, fault: { status: 403 } });
      await models[0]?.destroy();
      const before = (await client.requests()).length;
      await models[1]?.destroy();
      await models[2]?.destroy();
      const sent = (await client.requests())
        .slice(before)
        .map(({ method, path }) => `${method} ${path.split("/")[2] ?? ""}`);
      expect(sent).toEqual(["DELETE kms", "DELETE kms"]);
    } finally {
      await other.stop();
    }
  });

  test("with refuseDeletionWhileUsed fails while the service lists users", async () => {
    const model = stack();
    await model.up({ ...key, refuseDeletionWhileUsed: true });
    const body = { user: [{ user_id: "u1", user_name: "orders-secret" }] };
    await client.addFault({ method: "GET", path: "/users$", times: 1, fault: { status: 200, body } });
    await expect(model.destroy()).rejects.toThrow("is still used by orders-secret, and refuseDeletionWhileUsed is set");
    expect(await only()).toMatchObject({ state: "Active" });
    await model.destroy();
    expect(await only()).toMatchObject({ state: "To_Be_Terminated" });
  });
});

describe("creation", () => {
  test("waits for a key that is still being made, which the service may not show yet", async () => {
    const made = await client.keys.create("slow", { key_type: "advanced" });
    const creating = { key: { ...(await client.keys.show(made.id)), state: "Creating" } };
    const model = stack();
    await client.addFault({ method: "POST", times: 1, fault: { status: 201, body: creating } });
    await client.addFault({ method: "GET", times: 1, fault: { status: 404, body: notFound } });
    await client.addFault({ method: "GET", times: 1, fault: { status: 200, body: creating } });
    await model.up({ ...key, name: "slow" });
    expect(model.state).toMatchObject({ id: made.id, initErrors: [], outputs: { state: "Active" } });
  });

  test("keeps a key that is not ready in time, and the next up goes on waiting", async () => {
    const made = await client.keys.create("slow", { key_type: "advanced" });
    const creating = { key: { ...(await client.keys.show(made.id)), state: "Creating" } };
    const model = stack();
    await client.addFault({ method: "POST", times: 1, fault: { status: 201, body: creating } });
    await client.addFault({ method: "GET", times: 0, fault: { status: 200, body: creating } });
    await expect(model.up({ ...key, name: "slow" }, { create: "400ms" })).rejects.toThrow("is still Creating after");
    expect(model.state?.id).toBe(made.id);
    await client.removeFaults();
    expect(await model.up({ ...key, name: "slow" })).toBe("updated");
    expect(model.state).toMatchObject({ id: made.id, initErrors: [], outputs: { state: "Active" } });
  });

  test("sends tags, which nobody can read back", async () => {
    await stack().up({ ...key, tags: { team: "orders", "cost center": "7" } });
    const [request] = await client.requests();
    const { tags } = request?.body as { tags: object[] };
    expect(tags).toHaveLength(2);
    expect(tags).toEqual(
      expect.arrayContaining([
        { key: "team", value: "orders" },
        { key: "cost center", value: "7" },
      ]),
    );
  });

  test("under a taken name fails and offers to take the other key over", async () => {
    const other = await client.keys.create("taken");
    const attempt = stack().up({ ...key, name: "taken" });
    await expect(attempt).rejects.toThrow(
      `the name "taken" is taken by the KMS key ${other.id}. If that is this resource's own, renamed or moved in the ` +
        "program, keep it with the option aliases or `pulumi state rename`; if it is to be replaced, give the new one " +
        `another name. Otherwise choose another name, or manage that object with adopt: "${other.id}"`,
    );
  });

  test("under the name of a key that waits for its deletion says until when", async () => {
    const other = await client.keys.create("waiting");
    await client.call("DELETE", `/v1/kms/transit/${other.id}`);
    await expect(stack().up({ ...key, name: "waiting" })).rejects.toThrow(
      /until 2\S+: choose another name\. To have that one back, cancel the deletion in the console before that date/,
    );
  });

  test("with a lost request never takes over a key of the same name that was there before", async () => {
    const other = await client.keys.create("before", { key_type: "advanced" });
    await client.advance("PT1H");
    const model = stack();
    await client.addFault({ method: "POST", times: 1, fault: { drop: "before" } });
    await expect(model.up({ ...key, name: "before" })).rejects.toThrow(`adopt: "${other.id}"`);
    expect(model.state).toBeUndefined();
  });

  test("with a lost reply never takes over a key with other fixed inputs", async () => {
    await client.keys.create("other", { purpose: "rsa-2048" });
    await client.addFault({ method: "POST", times: 1, fault: { drop: "before" } });
    await expect(stack().up({ ...key, name: "other" })).rejects.toThrow('the name "other" is taken');
  });
});

const notFound = { errors: [{ code: "NotFound", detail: "The requested resource could not be found.", status: 404 }] };

test("credentials that a reply echoes are in no message", async () => {
  const { accessKey, secretKey } = fixture.emulator.address;
  const body = { errors: [{ code: "Echo", detail: `you are ${accessKey} with ${secretKey}` }] };
  await client.addFault({ method: "POST", times: 1, fault: { status: 403, body } });
  const failure = await stack()
    .up(key)
    .catch((error: unknown) => String(error));
  expect(failure).toContain("you are [secret] with [secret]");
  expect(failure).not.toContain(secretKey);
});

test("an adopted key's name is not managed, until the program says it", async () => {
  const other = await client.keys.create("legacy", { key_type: "advanced" });
  const model = stack();
  await model.up({ ...key, adopt: other.id });
  expect(model.state?.outputs["name"]).toBeUndefined();
  expect(await model.refresh()).toEqual([]);
  expect((await model.preview({ ...key, name: "legacy" })).replaces).toEqual([]);
  expect((await model.preview({ ...key, name: "fresh" })).replaces).toEqual(["name"]);
});

test("a stack that is pointed to another environment is refused, and nothing is touched", async () => {
  const [here, elsewhere] = await Promise.all([
    fixture.startPlugin({ "scp:environment": "e" }),
    fixture.startPlugin({ "scp:environment": "s" }),
  ]);
  try {
    const model = stack();
    model.use(here);
    await model.up(key);
    model.use(elsewhere);
    const refusal =
      "is in environment e, but the stack points to s: set scp:environment to it, " +
      "or give the resource a ScpProvider for that environment";
    await expect(model.refresh()).rejects.toThrow(refusal);
    await expect(model.preview(key)).rejects.toThrow(refusal);
    await expect(model.up({ ...key, description: "x" })).rejects.toThrow(refusal);
    await expect(model.destroy()).rejects.toThrow(refusal);
    expect(await only()).toMatchObject({ description: "", state: "Active" });
  } finally {
    await here.stop();
    await elsewhere.stop();
  }
});
