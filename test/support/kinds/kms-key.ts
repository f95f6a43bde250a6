import type { EmulatorClient } from "../emulator-client";
import type { ResourceTable } from "../lifecycle-suite/table";

const put = (part: string, body: object) => (client: EmulatorClient, id: string) =>
  client.call("PUT", `/v1/kms/transit/${id}/${part}`, { body });
const waiting = "To_Be_Terminated";

export const kmsKeyTable: ResourceTable = {
  kind: "KmsKey",
  unreadable: [],
  creationRequests: 1,
  removableAtOnce: true,
  hasWindow: true,
  minimal: { purpose: "aes-256" },
  full: {
    purpose: "aes-256",
    keyType: "basic",
    description: "first",
    rotation: { enabled: true, periodInDays: 30 },
    enabled: false,
    deleteImmediately: false,
  },
  changed: { description: "second", rotation: { enabled: true, periodInDays: 31 }, enabled: true },
  shown: {
    purpose: "aes-256",
    key_type: "advanced",
    description: "",
    auto_rotate: "N",
    state: "Active",
    current_version: 1,
  },
  updates: {
    description: {
      first: { value: "one", shown: { description: "one" } },
      second: { value: "두 번째", shown: { description: "두 번째" } },
      cleared: { value: undefined, shown: { description: "" } },
    },
    rotation: {
      first: { value: { enabled: true, periodInDays: 7 }, shown: { auto_rotate: "Y", rotate_cycle: 7 } },
      second: { value: { enabled: true, periodInDays: 8 }, shown: { auto_rotate: "Y", rotate_cycle: 8 } },
      cleared: { value: undefined, shown: { auto_rotate: "N" } },
    },
    enabled: {
      first: { value: false, shown: { state: "Stop" } },
      second: { value: true, shown: { state: "Active" } },
      cleared: { value: false, shown: { state: "Stop" } },
    },
  },
  triggers: { rotateTrigger: { first: "a", second: "b" } },
  stateOnly: {
    deleteImmediately: { first: false, second: true },
    refuseDeletionWhileUsed: { first: true, second: false },
  },
  creationOnly: { tags: { first: { team: "orders" }, second: { team: "billing" } } },
  replacements: {
    name: { from: "first", to: "second" },
    purpose: { from: "aes-256", to: "rsa-2048" },
    keyType: { from: "basic", to: "advanced" },
  },
  drifts: {
    description: put("description", { description: "changed elsewhere" }),
    rotation: put("rotate-info", { auto_rotate: "Y", rotate_cycle: 5 }),
    enabled: put("state", { state: "Active" }),
  },
  writes: [
    { during: "create", method: "POST", path: "^/v1/kms/transit$" },
    { during: "create", method: "PUT", path: "/state$" },
    { during: "update", method: "PUT", path: "/state$" },
    { during: "update", method: "PUT", path: "/description$" },
    { during: "update", method: "PUT", path: "/rotate-info$" },
    { during: "delete", method: "DELETE", path: "^/v1/kms/transit/" },
  ],
  objects: async (client) => (await client.keys.stored()).filter(({ state }) => state !== waiting),
  counters: ["current_version"],
  disappear: (client, id) => client.call("DELETE", `/v1/kms/transit/${id}?is_directly=true`),
  scheduledDeletion: {
    request: (client, id) => client.call("DELETE", `/v1/kms/transit/${id}`),
    wayToKeep: "cancel the deletion in the console before that date, activate the key, and manage it again with adopt",
  },
  laterStep: { method: "PUT", path: "/state$", inputs: { enabled: false } },
};
