import { expect, test } from "@jest/globals";

import { Deadline } from "../../../provider/clients/http/deadline";
import { KmsClient } from "../../../provider/clients/scp/kms/kms-client";
import type { ScpClient } from "../../../provider/clients/scp/scp-client";

/** A client whose service answers everything with this body. */
function clientOf(body: unknown): KmsClient {
  const scp = { apiVersion: () => "1.2", call: () => Promise.resolve(body) };
  return new KmsClient(scp as unknown as ScpClient, new Deadline(1000));
}

const key = { id: "k", name: "orders", purpose: "aes-256" };

test("a change is done whether the service answers the key or nothing", async () => {
  expect(await clientOf({ key }).rotateKey("k")).toMatchObject({ id: "k", name: "orders" });
  for (const change of [
    (client: KmsClient) => client.rotateKey("k"),
    (client: KmsClient) => client.stopKey("k"),
    (client: KmsClient) => client.updateDescription("k", ""),
    (client: KmsClient) => client.updateManagedKeyDescription("k", ""),
  ]) {
    expect(await change(clientOf(undefined))).toBeUndefined();
  }
});

test("a reply of another form is an error that names its fields, and so is a key that is not shown", async () => {
  await expect(clientOf({ key: {} }).rotateKey("k")).rejects.toThrow("wrongly typed field (key.id, key.name");
  await expect(clientOf(undefined).showKey("k")).rejects.toThrow("unexpected reply");
});

test.each([
  [{ user_id: "" }, { id: undefined, name: "unnamed" }],
  [
    { user_id: null, user_name: "orders" },
    { id: undefined, name: "orders" },
  ],
  [{ user_id: 7 }, { id: "7", name: "7" }],
])("a user of a key as %j is shown", async (shown, user) => {
  expect(await clientOf({ user: [shown] }).listUsers("k")).toEqual([user]);
});
