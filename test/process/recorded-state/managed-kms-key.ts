import { ManagedKmsKey } from "../../../provider/index";
import type { EmulatorClient, StoredObject } from "../../support/emulator-client";
import { fieldsOf, upUnder, type RecordedKind, type Situation } from "../../support/recorded-state/kind";

const args = { keyId: "{{id}}", description: "Used by the file storage" };

async function keyOf(client: EmulatorClient): Promise<StoredObject> {
  const [key] = await client.stored("managedKeys");
  if (key === undefined) throw new Error("the platform has no key");
  return key;
}

const described = (description: string) => async (client: EmulatorClient) => {
  const { id } = await keyOf(client);
  await client.call("PUT", `/v1/managed-kms/transit/${id}/description`, { body: { description } });
  return keyOf(client);
};

const situations: Readonly<Record<string, Situation>> = {
  normal: {
    args,
    timeouts: { create: "5m" },
    record: (model, _, given, timeouts) => model.up(given, timeouts),
    cloud: { "as it was": described("Used by the file storage") },
    drift: () => [],
    up: "same",
    shown: { state: "Active", description: "Used by the file storage" },
    replaces: [[{ keyId: "0123456789abcdef0123456789abcdef" }, ["keyId"]]],
  },
  "description-in-doubt": {
    args,
    record: (model, client, given) =>
      upUnder([{ method: "PUT", path: "/description$", times: 0, fault: { status: 503 } }], model, client, given),
    cloud: {
      "with the change made": described("Used by the file storage"),
      "with the change not made": described(""),
    },
    drift: (cloud) => (cloud === "with the change made" ? [] : ["description"]),
    up: "updated",
    shown: { state: "Active", description: "Used by the file storage" },
  },
  "looked-up": {
    args: {},
    get: true,
    record: (_, client) => keyOf(client),
    cloud: { "as it was": keyOf },
    drift: () => [],
    up: "same",
    shown: {},
  },
};

export const states: RecordedKind = {
  kind: "ManagedKmsKey",
  cloud: "scp",
  situations,
  always: ["normal", "description-in-doubt", "looked-up"],
  program: (name, given, options) => new ManagedKmsKey(name, { ...args, ...given }, options),
  lookUp: (name, id, options) => ManagedKmsKey.get(name, id, options),
  given: async (client) => ({ id: (await keyOf(client)).id }),
  stored: (client) => client.stored("managedKeys"),
  isLive: () => true,
  tokens: (object) =>
    fieldsOf(object, { id: "id", createdAt: "created_at", createdBy: "created_by", nextRotationAt: "next_rotate_at" }),
  change: { args: { description: "changed" }, shown: { description: "changed" } },
  isOnlyForgotten: true,
};
