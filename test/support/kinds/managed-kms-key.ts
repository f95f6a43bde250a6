import type { EmulatorClient } from "../emulator-client";
import type { LifeTable } from "../lifecycle-suite/table";

const describe = (description: string) => (client: EmulatorClient, id: string) =>
  client.call("PUT", `/v1/managed-kms/transit/${id}/description`, { body: { description } });

export const managedKmsKeyTable: LifeTable = {
  kind: "ManagedKmsKey",
  isExisting: true,
  isOnlyForgotten: true,
  given: async (client) => ({ keyId: (await client.stored("managedKeys"))[0]?.id }),
  minimal: {},
  full: { description: "first" },
  changed: { description: "second" },
  updates: {
    description: { first: { value: "one" }, second: { value: "두 번째" }, cleared: { value: undefined } },
  },
  stateOnly: {},
  creationOnly: {},
  replacements: {},
  drifts: { description: describe("changed elsewhere") },
  objects: (client) => client.stored("managedKeys"),
};
