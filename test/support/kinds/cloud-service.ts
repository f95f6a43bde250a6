import type { EmulatorClient } from "../emulator-client";
import type { ResourceTable } from "../lifecycle-suite/table";

const update = (changes: object) => (client: EmulatorClient, id: string) =>
  client.spaceone("/inventory/cloud-service/update", { cloud_service_id: id, ...changes });

const base = { provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: { version: 1 } };

export const cloudServiceTable: ResourceTable = {
  kind: "CloudService",
  cloud: "spaceone",
  unreadable: [],
  creationRequests: 3,
  removableAtOnce: true,
  minimal: base,
  full: {
    ...base,
    name: "orders",
    account: "a1",
    instanceType: "advanced",
    instanceSize: 1.5,
    regionCode: "kr-west1",
    ipAddresses: ["10.0.0.1"],
    reference: { resourceId: "key-1", externalLink: "https://example.com/key-1" },
    metadata: { view: { layout: "table" } },
    tags: { team: "orders" },
  },
  changed: { data: { version: 2, more: { nested: [1, 2] } }, tags: { team: "billing" }, name: "renamed" },
  shown: {
    provider: "scp",
    cloud_service_group: "KMS",
    cloud_service_type: "Key",
    data: { version: 1 },
    reference: {},
  },
  updates: {
    data: {
      first: { value: { version: 2, extra: "x" }, shown: { data: { version: 2, extra: "x" } } },
      second: { value: { version: 2, other: { deep: true } }, shown: { data: { version: 2, other: { deep: true } } } },
      cleared: { value: {}, shown: {} },
    },
    reference: {
      first: { value: { resourceId: "r1" }, shown: { reference: { resource_id: "r1" } } },
      second: {
        value: { externalLink: "https://example.com" },
        shown: { reference: { external_link: "https://example.com" } },
      },
      cleared: { value: undefined, shown: { reference: {} } },
    },
    tags: {
      first: { value: { a: "1" }, shown: { tags: { custom: { a: "1" } } } },
      second: { value: { b: "2" }, shown: { tags: { custom: { b: "2" } } } },
      cleared: { value: undefined, shown: { tags: { custom: {} } } },
    },
    metadata: {
      first: { value: { a: { b: 1 } }, shown: { metadata: { custom: { a: { b: 1 } } } } },
      second: { value: { c: [1] }, shown: { metadata: { custom: { c: [1] } } } },
      cleared: { value: undefined, shown: { metadata: { custom: {} } } },
    },
    name: {
      first: { value: "one", shown: { name: "one" } },
      second: { value: "둘", shown: { name: "둘" } },
      cleared: { value: "three", shown: { name: "three" } },
    },
    instanceSize: {
      first: { value: 0.1, shown: { instance_size: 0.1 } },
      second: { value: 1234567.891, shown: { instance_size: 1234567.9 } },
      cleared: { value: 2, shown: { instance_size: 2 } },
    },
    ipAddresses: {
      first: { value: ["10.0.0.1"], shown: { ip_addresses: ["10.0.0.1"] } },
      second: { value: ["10.0.0.2", "10.0.0.1"], shown: { ip_addresses: ["10.0.0.2", "10.0.0.1"] } },
      cleared: { value: ["::1"], shown: { ip_addresses: ["::1"] } },
    },
  },
  triggers: { keepAliveTrigger: { first: "a", second: "b" } },
  replacements: {
    provider: { from: "scp", to: "aws" },
    cloudServiceGroup: { from: "KMS", to: "IAM" },
    cloudServiceType: { from: "Key", to: "User" },
  },
  stateOnly: {},
  creationOnly: {},
  drifts: {
    data: update({ data: { version: 7, theirs: true } }),
    reference: update({ reference: { resource_id: "elsewhere" } }),
    name: update({ name: "elsewhere" }),
    account: update({ account: "elsewhere" }),
    instanceType: update({ instance_type: "elsewhere" }),
    instanceSize: update({ instance_size: 9 }),
    regionCode: update({ region_code: "elsewhere" }),
    ipAddresses: update({ ip_addresses: ["10.9.9.9"] }),
    metadata: update({ metadata: { theirs: 1 } }),
    tags: update({ tags: { theirs: "1" } }),
  },
  writes: [
    { during: "create", method: "POST", path: "^/inventory/cloud-service/create$" },
    { during: "create", method: "POST", path: "^/inventory/cloud-service/update$" },
    { during: "update", method: "POST", path: "^/inventory/cloud-service/update$" },
    { during: "delete", method: "POST", path: "^/inventory/cloud-service/delete$" },
  ],
  objects: async (client) =>
    (await client.cloudServices.stored())
      .filter(({ state }) => state === "ACTIVE")
      .map((service) => ({ ...service, id: service.cloud_service_id })),
  disappear: (client, id) => client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: id }),
  laterStep: {
    method: "POST",
    path: "^/inventory/cloud-service/update$",
    inputs: { tags: { team: "orders" } },
  },
};
