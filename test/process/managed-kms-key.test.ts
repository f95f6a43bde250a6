import { beforeAll, beforeEach, expect, test } from "@jest/globals";

import type { EmulatorClient, StoredObject } from "../support/emulator-client";
import { forgetCredential } from "../support/place";
import { usePluginFixture } from "../support/plugin-fixture";
import type { StackModel } from "../support/stack-model";

const fixture = usePluginFixture();
let client: EmulatorClient;
let key: StoredObject;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

beforeEach(async () => {
  key = await stored();
});

const stored = async (): Promise<StoredObject> => {
  const [only, ...others] = await client.stored("managedKeys");
  expect(others).toEqual([]);
  if (only === undefined) throw new Error("there is no managed key");
  return only;
};
const stack = (): StackModel => fixture.stack("ManagedKmsKey");
const write = { description: "Used by the file storage" };

test("takes the platform's key over, keeps its description, and only forgets it", async () => {
  const model = stack();
  expect(await model.up({ keyId: key.id, ...write })).toBe("created");
  expect(model.state).toMatchObject({ id: key.id, outputs: { ...write, managedType: "scp", state: "Active" } });
  expect(await stored()).toMatchObject(write);
  expect(await model.up({ keyId: key.id, ...write })).toBe("same");
  await client.call("PUT", `/v1/managed-kms/transit/${key.id}/description`, { body: { description: "elsewhere" } });
  expect(await model.refresh()).toEqual(["description"]);
  expect(await model.up({ keyId: key.id, ...write })).toBe("updated");
  expect(await stored()).toMatchObject(write);
  expect(await model.up({ keyId: key.id })).toBe("updated");
  expect(await stored()).toMatchObject({ description: "" });
  // To forget needs no certainty of whose the key is.
  forgetCredential(model.state?.outputs ?? {});
  const before = (await client.requests()).length;
  await model.destroy();
  expect(await client.requests()).toHaveLength(before);
  expect(await stored()).toMatchObject({ id: key.id, state: "Active" });
});

test.each([{ drop: "before" }, { drop: "after" }, { truncate: 1 }, { status: 503 }])(
  "goes on where the first description and the next one meet %j",
  async (fault) => {
    const model = stack();
    for (const description of ["first", "next"]) {
      await client.addFault({ method: "PUT", path: "/description$", times: 1, fault });
      await model.up({ keyId: key.id, description });
      expect(await stored()).toMatchObject({ description });
      expect(await model.refresh()).toEqual([]);
    }
    await model.destroy();
  },
);

test("leaves nothing in state where the key cannot be read, whatever the reason", async () => {
  const model = stack();
  await client.addFault({ method: "GET", times: 0, fault: { status: 503 } });
  await expect(model.up({ keyId: key.id, ...write })).rejects.toThrow("cannot create the managed KMS key");
  expect(model.state).toBeUndefined();
});

test("an id that no managed key has is refused, a user's key included", async () => {
  const mine = await client.keys.create("mine");
  for (const keyId of [mine.id, "0".repeat(32)]) {
    await expect(stack().up({ keyId })).rejects.toThrow(`keyId: there is no managed KMS key with the id "${keyId}"`);
  }
});

test("another key is another resource, and an unknown one is previewed as such", async () => {
  const model = stack();
  await model.up({ keyId: key.id });
  expect((await model.preview({ keyId: "0".repeat(32) })).replaces).toEqual(["keyId"]);
});

test.each([
  [{}, "keyId is required"],
  [{ keyId: "" }, "must be the id of a key that the platform manages"],
  [{ keyId: "x", description: "x".repeat(101) }, "must be at most 100 characters long"],
  [{ keyId: "x", adopt: "y" }, "is no input of a managed KMS key"],
])("refuses %j before anything is sent", async (wrong, message) => {
  const before = (await client.requests()).length;
  await expect(stack().up(wrong)).rejects.toThrow(message);
  expect(await client.requests()).toHaveLength(before);
});
