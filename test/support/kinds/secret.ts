import type { EmulatorClient, StoredSecret } from "../emulator-client";
import type { ResourceTable } from "../lifecycle-suite/table";

export const marker = "marker-of-a-secret-value";
export const put = (part: string, body: object) => (client: EmulatorClient, id: string) =>
  client.call("PUT", `/v1/secrets/${id}/${part}`, { body });
export const newKey = async (client: EmulatorClient, name: string): Promise<string> =>
  (await client.keys.create(name)).id;
const isAlive = ({ state }: StoredSecret): boolean => state === "Active";

export const secretTable: ResourceTable = {
  kind: "Secret",
  given: async (client) => ({ kmsKeyId: await newKey(client, "given") }),
  minimal: { value: { password: marker }, allowedCidrs: ["127.0.0.1/32"] },
  unreadable: ["value"],
  creationRequests: 2,
  removableAtOnce: false,
  hasWindow: true,
  full: {
    value: { password: marker, user: "kim" },
    allowedCidrs: ["10.0.0.0/25", "127.0.0.1/32"],
    description: "first",
    privateAcl: { resourceIds: ["vpc1"] },
    versionLabels: { stable: "CURRENT" },
    recoveryWindowInDays: 7,
  },
  changed: {
    value: { password: `${marker}-2` },
    allowedCidrs: ["10.0.0.0/26"],
    description: "second",
    privateAcl: { resourceIds: ["vpc2"] },
    versionLabels: { stable: "PREVIOUS", fresh: "CURRENT" },
  },
  shown: { description: "", acl_cidr: "127.0.0.1/32", state: "Active", private_acl_enabled: false },
  updates: {
    description: {
      first: { value: "one", shown: { description: "one" } },
      second: { value: "두 번째", shown: { description: "두 번째" } },
      cleared: { value: undefined, shown: { description: "" } },
    },
    allowedCidrs: {
      first: { value: ["10.0.0.0/25"], shown: { acl_cidr: "10.0.0.0/25" } },
      second: {
        value: ["10.0.0.1/32", "10.0.0.2/32"],
        shown: { acl_cidr: "10.0.0.1/32, 10.0.0.2/32" },
      },
      cleared: { value: ["10.0.0.3/32"], shown: { acl_cidr: "10.0.0.3/32" } },
    },
    privateAcl: {
      first: { value: { resourceIds: ["a"] }, shown: { private_acl_resources: [{ resource_id: "a" }] } },
      second: {
        value: { resourceIds: ["b", "c"] },
        shown: { private_acl_resources: [{ resource_id: "b" }, { resource_id: "c" }] },
      },
      cleared: { value: undefined, shown: { private_acl_enabled: false } },
    },
  },
  hiddenUpdates: {
    value: {
      first: { value: JSON.stringify({ text: marker }) },
      second: { value: { password: `${marker}-2`, user: "lee" } },
      cleared: { value: { password: marker } },
    },
    versionLabels: {
      first: { value: { stable: "CURRENT" } },
      second: { value: { stable: "PREVIOUS", fresh: "CURRENT" } },
      cleared: { value: undefined },
    },
  },
  meanwhile: {
    "another key was made": {
      from: {},
      happen: async (client) => ({ kmsKeyId: await newKey(client, "another") }),
    },
    "labels were there before the value": {
      from: { versionLabels: { stable: "CURRENT" } },
      happen: () =>
        Promise.resolve({ value: { password: `${marker}-3` }, versionLabels: { stable: "PREVIOUS", now: "CURRENT" } }),
    },
  },
  restoring: { restoreOnCreate: true },
  replacements: { name: { from: "first", to: "second" } },
  stateOnly: {
    recoveryWindowInDays: { first: 7, second: 30 },
    restoreOnCreate: { first: false, second: true },
    initialValueOnly: { first: false, second: true },
  },
  creationOnly: { tags: { first: { team: "orders" }, second: { team: "billing" } } },
  drifts: {
    description: put("description", { description: "changed elsewhere" }),
    allowedCidrs: put("acl-cidr", { acl_cidr: "10.9.9.9/32" }),
    privateAcl: put("private-acl", { private_acl_enabled: false, private_acl_resources: [] }),
    kmsKeyId: async (client, id) => put("kmsid", { kms_id: await newKey(client, "elsewhere") })(client, id),
    versionLabels: async (client, id) => {
      const [secret] = (await client.secrets.stored()).filter((stored) => stored.id === id);
      const from = secret?.labels.find(({ label }) => label === "stable")?.version_id;
      return put("label", { label: "stable", remove_from_version_id: from })(client, id);
    },
  },
  writes: [
    { during: "create", method: "POST", path: "^/v1/secrets$" },
    { during: "create", method: "PUT", path: "/label$" },
    { during: "update", method: "PUT", path: "/values$", isOnce: true },
    { during: "update", method: "PUT", path: "/acl-cidr$" },
    { during: "update", method: "PUT", path: "/private-acl$" },
    { during: "update", method: "PUT", path: "/description$" },
    { during: "update", method: "PUT", path: "/label$" },
    { during: "delete", method: "DELETE", path: "^/v1/secrets/" },
  ],
  objects: async (client) => (await client.secrets.stored()).filter(isAlive),
  counters: ["versions", "labels"],
  mayRepeat: true,
  disappear: async (client, id) => {
    await client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } });
    await client.advance("P7D");
  },
  scheduledDeletion: {
    request: (client, id) => client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays: 7 } }),
    wayToKeep: "set restoreOnCreate, give it the name ",
  },
  laterStep: { method: "PUT", path: "/label$", inputs: { versionLabels: { stable: "CURRENT" } } },
};
