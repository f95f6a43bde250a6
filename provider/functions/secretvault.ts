import * as secretvault from "./definitions/secretvault";
import { listForm, outputForm, outputListForm, promiseForm } from "../program/function-forms";

// The functions of Secret Vault as a program calls them. definitions/secretvault.ts says what they do.

export type * from "./definitions/secretvault-contract";

/**
 * Looks up a secret vault by its id or its name, without its token.
 *
 * @example
 * ```ts
 * const { id, tokenExpiresAt } = await getSecretVault({ name: "builds" });
 * ```
 */
export const getSecretVault = promiseForm(secretvault.getSecretVault);

/** {@link getSecretVault} for arguments that are Outputs. */
export const getSecretVaultOutput = outputForm(secretvault.getSecretVault);

/**
 * Lists the secret vaults of the region without their tokens, those included that wait for their deletion.
 *
 * @example
 * ```ts
 * const all = await listSecretVaults();
 * for await (const { name, state } of listSecretVaults()) console.log(name, state);
 * ```
 */
export const listSecretVaults = listForm(secretvault.listSecretVaults);

/** {@link listSecretVaults} for arguments that are Outputs. */
export const listSecretVaultsOutput = outputListForm(secretvault.listSecretVaults);

/**
 * Makes a temporary access key. The vault's token signs the request instead of the account's key, which is used only where the
 * settings have the service's address looked up in a catalogue. A vault has at most 5 temporary keys at one time, so it is not
 * called in a preview, and not repeated when the reply is lost. The Output is secret; a plain value of the promise is the
 * program's to protect.
 *
 * @example
 * ```ts
 * const { accessKey, secretKey } = await getTemporaryKey({ secretVaultId, tokenId, tokenSecret });
 * ```
 */
export const getTemporaryKey = promiseForm(secretvault.getTemporaryKey);

/**
 * {@link getTemporaryKey} for arguments that are Outputs.
 *
 * @example
 * ```ts
 * const { accessKey, secretKey } = getTemporaryKeyOutput({
 *   secretVaultId: vault.id,
 *   tokenId: vault.tokenId.apply((id) => id ?? ""),
 *   tokenSecret: vault.tokenSecret.apply((secret) => secret ?? ""),
 * });
 * ```
 */
export const getTemporaryKeyOutput = outputForm(secretvault.getTemporaryKey);
