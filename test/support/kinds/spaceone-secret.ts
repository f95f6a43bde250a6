import { createHash } from "node:crypto";

import type { EmulatorClient } from "../emulator-client";
import type { ResourceTable } from "../lifecycle-suite/table";

export const marker = "marker-of-the-data";
/** As the emulator digests data: JSON with sorted names. */
export const digest = (data: Record<string, unknown>): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)))))
    .digest("hex");
const update = (changes: object) => (client: EmulatorClient, id: string) =>
  client.spaceone("/secret/secret/update", { secret_id: id, ...changes });

export const base = { name: "collector", data: { access_key: marker }, resourceGroup: "WORKSPACE" };

export const spaceoneSecretTable: ResourceTable = {
  kind: "SpaceoneSecret",
  cloud: "spaceone",
  unreadable: ["data"],
  creationRequests: 3,
  removableAtOnce: true,
  minimal: base,
  full: { ...base, schemaId: "aws_access_key", tags: { team: "orders" } },
  changed: { name: "renamed", data: { access_key: `${marker}-2` }, tags: { team: "billing" } },
  shown: { name: "collector", resource_group: "WORKSPACE", project_id: "*", tags: {}, dataSha256: digest(base.data) },
  updates: {
    name: {
      first: { value: "one", shown: { name: "one" } },
      second: { value: "둘", shown: { name: "둘" } },
      cleared: { value: "three", shown: { name: "three" } },
    },
    data: {
      first: { value: { a: "1" }, shown: { dataSha256: digest({ a: "1" }) } },
      second: { value: { b: { c: [1] } }, shown: { dataSha256: digest({ b: { c: [1] } }) } },
      cleared: { value: {}, shown: { dataSha256: digest({}) } },
    },
    tags: {
      first: { value: { a: "1" }, shown: { tags: { a: "1" } } },
      second: { value: { b: "2" }, shown: { tags: { b: "2" } } },
      cleared: { value: undefined, shown: { tags: {} } },
    },
    schemaId: {
      first: { value: "aws_access_key", shown: { schema_id: "aws_access_key", dataSha256: digest(base.data) } },
      second: { value: "other", shown: { schema_id: "other", dataSha256: digest(base.data) } },
      cleared: { value: "third", shown: { schema_id: "third" } },
    },
  },
  replacements: {},
  stateOnly: {},
  creationOnly: {},
  drifts: { name: update({ name: "elsewhere" }), tags: update({ tags: { theirs: "1" } }) },
  writes: [
    { during: "create", method: "POST", path: "^/secret/secret/create$" },
    { during: "create", method: "POST", path: "^/secret/secret/update$" },
    { during: "update", method: "POST", path: "^/secret/secret/update$" },
    { during: "update", method: "POST", path: "^/secret/secret/update-data$" },
    { during: "delete", method: "POST", path: "^/secret/secret/delete$" },
  ],
  objects: async (client) =>
    (await client.storedSpaceoneSecrets()).map((secret) => ({ ...secret, id: secret.secret_id })),
  disappear: (client, id) => client.spaceone("/secret/secret/delete", { secret_id: id }),
  laterStep: { method: "POST", path: "^/secret/secret/update$", inputs: { tags: { team: "orders" } } },
};
