import type { VaultRecord } from "../../../clients/scp/secretvault/vault";
import type { Identity } from "../../../lifecycle/definition/identity";
import { isWord, phaseOf, strangeState, type States } from "../phases";
import type { SecretVaultShown, SecretVaultPlainOutputs } from "./secret-vault-contract";

// Shared by the resource and the functions of programs.

const states: States = {
  Creating: "creating",
  Active: "ready",
  Expired: "ready",
  Error: "failed",
  To_Be_Terminated: "terminating",
  Terminating: "terminating",
};

export function identifyVault(vault: VaultRecord): Identity {
  return {
    id: vault.id,
    name: vault.name,
    phase: phaseOf(states, vault.state),
    state: vault.state,
    createdAt: vault.createdAt,
    deleteAt: deletionOf(vault),
    isLeaving: isLeaving(vault),
    region: undefined,
    account: vault.accountId,
  };
}

/** A vault as the inputs that would make it. */
export function vaultInputs(vault: VaultRecord): SecretVaultShown {
  return {
    name: vault.name,
    accessKeyId: vault.accessKeyId,
    allowedIps: [...vault.allowedIps],
    description: vault.description,
    ...(vault.temporaryKeyTtlInHours === undefined ? {} : { temporaryKeyTtlInHours: vault.temporaryKeyTtlInHours }),
    ...(vault.tokenTtlInDays === undefined ? {} : { tokenTtlInDays: vault.tokenTtlInDays }),
  };
}

/** The outputs that are no part of the token. */
export function vaultOutputs(vault: VaultRecord): SecretVaultPlainOutputs {
  return { tokenExpiresAt: vault.tokenExpiresAt, state: vault.state, deleteAt: deletionOf(vault) };
}

export function strangeVaultState({ state }: VaultRecord): readonly string[] {
  return strangeState(states, state);
}

export function isExpiredVault({ state }: VaultRecord): boolean {
  return isWord(state, "Expired");
}

/** A vault whose token expired is deleted by the service (SCP 6.3). */
function isLeaving(vault: VaultRecord): boolean {
  return phaseOf(states, vault.state) === "terminating" || isExpiredVault(vault);
}

function deletionOf(vault: VaultRecord): string | undefined {
  return isLeaving(vault) ? vault.deleteAt : undefined;
}
