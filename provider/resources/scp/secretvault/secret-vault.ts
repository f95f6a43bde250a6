import type { VaultRecord } from "../../../clients/scp/secretvault/vault";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import { uniqueName, wholeNumber } from "../../fields";
import { accessKeyId } from "../access-key-id";
import { distinctNetworks, maxNetworks, networkSchema, sameNetworks } from "../ipv4";
import { named } from "../phases";
import { recoveryWindow } from "../recovery-window";
import { creationTags } from "../tags";
import type { SecretVaultArgs, SecretVaultOutputs } from "./secret-vault-contract";
import { identifyVault, isExpiredVault, strangeVaultState, vaultInputs, vaultOutputs } from "./vault-facts";

type Defaulted = "name" | "description" | "recoveryWindowInDays";

/** A vault of Secret Vault (API reference, section 4). */
export const secretVault = defineResource<SecretVaultArgs, SecretVaultOutputs, VaultRecord, Defaulted>({
  kind: "SecretVault",
  cloud: "scp",
  noun: "secret vault",
  inputs: {
    name: uniqueName({ characters: ["a-z", "0-9"], min: 3, max: 63 }),
    accessKeyId: {
      change: "replace",
      required: true,
      schema: accessKeyId,
    },
    allowedIps: {
      change: "replace",
      required: true,
      schema: (z) =>
        z
          .array(networkSchema(z, isWhole, "must be an IPv4 address, for example 10.0.0.7 or 10.0.0.7/32"))
          .min(1, "must have at least one address")
          .refine((ips) => distinctNetworks(ips).length <= maxNetworks, "must have at most 10 addresses"),
      unordered: true,
      same: sameNetworks,
    },
    temporaryKeyTtlInHours: {
      change: "replace",
      required: true,
      schema: (z) => wholeNumber(z, "hours", 1, 36),
    },
    tokenTtlInDays: {
      change: "replace",
      required: true,
      schema: (z) => wholeNumber(z, "days", 30, 7300),
    },
    description: { change: "replace", schema: (z) => z.string(), default: "" },
    recoveryWindowInDays: recoveryWindow,
    tags: creationTags,
  },
  outputs: { tokenId: "secret", tokenSecret: "secret", tokenExpiresAt: "plain", state: "plain", deleteAt: "plain" },
  identify: identifyVault,
  notUnderstood: strangeVaultState,
  inputsOf: vaultInputs,
  // Lists show tokens encrypted, and how a read masks them is not documented: the values of the creation stay.
  lasting: ["tokenId", "tokenSecret"],
  outputsOf: (vault) => ({
    ...(vault.tokenId === undefined ? {} : { tokenId: vault.tokenId }),
    ...(vault.tokenSecret === undefined ? {} : { tokenSecret: vault.tokenSecret }),
    ...vaultOutputs(vault),
  }),
  notice: (vault) =>
    isExpiredVault(vault)
      ? `the token of the secret vault ${vault.id} has expired, so that it is of no use: give another accessKeyId, ` +
        "which makes a new vault, or destroy it; the service deletes it 7 days after the expiry"
      : undefined,
  find: ({ scp }, id) => scp.vaults.showVault(id),
  findByName: async ({ scp }, name) => named(await scp.vaults.listVaults(), name, identifyVault),
  listing: { list: ({ scp }) => scp.vaults.listVaults() },
  create: ({ scp }, { name, accessKeyId, allowedIps, temporaryKeyTtlInHours, tokenTtlInDays, description, tags }) =>
    scp.vaults.createVault({
      name,
      accessKeyId,
      allowedIps: distinctNetworks(allowedIps),
      temporaryKeyTtlInHours,
      tokenTtlInDays,
      description,
      tags,
    }),
  // After a lost reply the token has to be read back: without it the vault is of no use.
  complete: async ({ scp, refuse }, vault) => {
    const shown = vault.tokenSecret === undefined ? await scp.vaults.showVault(vault.id) : vault;
    if (shown.tokenSecret !== undefined) return shown;
    return refuse(
      `the secret vault ${vault.id} was made, but the reply with its token's secret was lost, and the service does not ` +
        `show it again. Without it the vault is of no use. It keeps the access key ${vault.accessKeyId} until 7 to 30 days ` +
        "after its termination: destroy it, and make another one with another accessKeyId or after that time",
    );
  },
  steps: [],
  remove: ({ scp }, id, { recoveryWindowInDays }) => scp.vaults.terminateVault(id, recoveryWindowInDays),
  replacement: "create-first",
  window: "always",
  wayToKeep: () =>
    "its creator can cancel the termination in the console before that date; then manage it again with adopt",
  neededFirst: {
    because: "clients that ask for temporary keys would have no token until they get the one of the new vault",
  },
  blocked: [
    {
      input: "accessKeyId",
      because: "stays bound to the old vault until 7 to 30 days after its termination",
      find: async ({ scp }, value) => (await scp.vaults.listVaults()).find(({ accessKeyId }) => accessKeyId === value),
      remedy: "give another accessKeyId, or undo the change, or destroy the vault and make it again after that time",
    },
    {
      input: "name",
      because: "is blocked until the old vault is deleted, 7 to 30 days after its termination",
      remedy: "change the name too",
    },
  ],
});

function isWhole(prefix = 32): boolean {
  return prefix === 32;
}
