import type { EmulatorClient } from "../emulator-client";
import type { ResourceTable } from "../lifecycle-suite/table";

export const waiting = "To_Be_Terminated";
let keys = 0;
/** An access key for each vault: one belongs to one vault, also while that one waits for its deletion. */
export const accessKeyId = (): string => (++keys).toString(16).padStart(32, "0");
export const terminate = (client: EmulatorClient, id: string): Promise<unknown> =>
  client.call("PUT", `/v1/secretvault/${id}/terminated`, { body: { waiting_time_ndays: 7 } });

export const base = { allowedIps: ["10.0.0.7/32"], temporaryKeyTtlInHours: 4, tokenTtlInDays: 365 };

export const secretVaultTable: ResourceTable = {
  kind: "SecretVault",
  unreadable: [],
  creationRequests: 1,
  removableAtOnce: false,
  hasWindow: true,
  another: () => ({ accessKeyId: accessKeyId() }),
  minimal: base,
  full: { ...base, description: "for the build", recoveryWindowInDays: 7, tags: { team: "build" } },
  changed: { recoveryWindowInDays: 8 },
  shown: { acl_cidr: "10.0.0.7/32", temporary_key_ttl_nhours: 4, vault_token_ttl_ndays: 365, vaultkey_state: "Active" },
  updates: {},
  replacements: {
    name: { from: "first", to: "second" },
    allowedIps: { from: ["10.0.0.7"], to: ["10.0.0.8", "10.0.0.9"] },
    temporaryKeyTtlInHours: { from: 1, to: 36 },
    tokenTtlInDays: { from: 30, to: 7300 },
    description: { from: "one", to: "two" },
  },
  stateOnly: { recoveryWindowInDays: { first: 7, second: 30 } },
  creationOnly: { tags: { first: { team: "build" }, second: { team: "orders" } } },
  drifts: {},
  writes: [
    { during: "create", method: "POST", path: "^/v1/secretvault$" },
    { during: "delete", method: "PUT", path: "/terminated$" },
  ],
  objects: async (client) => (await client.vaults.stored()).filter(({ vaultkey_state }) => vaultkey_state !== waiting),
  disappear: async (client, id) => {
    await terminate(client, id);
    await client.advance("P7D");
  },
  scheduledDeletion: {
    request: terminate,
    wayToKeep:
      "its creator can cancel the termination in the console before that date; then manage it again with adopt",
  },
};
