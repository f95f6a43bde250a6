import type { VaultRecord } from "../../clients/scp/secretvault/vault";
import { vaultInputs, vaultOutputs } from "../../resources/scp/secretvault/vault-facts";
import { required } from "./arguments";
import type { FunctionDefinition, ListDefinition } from "./definition";
import type { Lookup } from "./common-contract";
import { lookUp, lookupBy } from "./lookup";
import type * as contract from "./secretvault-contract";

// Functions of Secret Vault (API reference, section 4).

export const getSecretVault: FunctionDefinition<Lookup, contract.SecretVaultResult> = {
  name: "getSecretVault",
  cloud: "scp",
  verb: "read",
  noun: "secret vault",
  ...lookupBy("secret vault"),
  run: async (call, args) =>
    shownVault(
      await lookUp(call, args, {
        show: (id) => call.scp.vaults.showVault(id),
        named: () => call.scp.vaults.listVaults(),
      }),
    ),
};

export const listSecretVaults: ListDefinition<object, contract.SecretVaultResult> = {
  name: "listSecretVaults",
  cloud: "scp",
  verb: "list",
  noun: "secret vaults",
  args: {},
  list: ({ scp }) => scp.vaults.listVaults().map(shownVault),
};

export const getTemporaryKey: FunctionDefinition<contract.GetTemporaryKeyArgs, contract.TemporaryKeyResult> = {
  name: "getTemporaryKey",
  cloud: "scp",
  verb: "make",
  noun: "temporary key",
  args: {
    secretVaultId: required("the id of a secret vault"),
    tokenId: { ...required("the id of the vault's token"), secret: true },
    tokenSecret: { ...required("the secret of the vault's token"), secret: true },
  },
  isSecret: true,
  unknownInPreview: ["accessKey", "secretKey", "expiresAt"],
  run: ({ scp }, { secretVaultId, tokenId, tokenSecret }) =>
    scp.vaults.createTemporaryKey(secretVaultId, { id: tokenId, secret: tokenSecret }),
};

/** Nothing of the token: a function's result is no secret. */
function shownVault(vault: VaultRecord): contract.SecretVaultResult {
  return { id: vault.id, ...vaultInputs(vault), ...vaultOutputs(vault) };
}
