import * as secretsmanager from "./definitions/secretsmanager";
import { listForm, outputForm, outputListForm, promiseForm } from "../program/function-forms";

// The functions of Secrets Manager as a program calls them. definitions/secretsmanager.ts says what they do.

export type * from "./definitions/secretsmanager-contract";

/**
 * Looks up a secret by its id or its name, without its value.
 *
 * @example
 * ```ts
 * const { id, versionId, kmsKeyId } = await getSecret({ name: "database" });
 * ```
 */
export const getSecret = promiseForm(secretsmanager.getSecret);

/** {@link getSecret} for arguments that are Outputs. */
export const getSecretOutput = outputForm(secretsmanager.getSecret);

/**
 * Lists the secrets of the region, those included that wait for their deletion. {@link getSecret} knows more of each.
 *
 * @example
 * ```ts
 * const all = await listSecrets();
 * for await (const { name, state } of listSecrets()) console.log(name, state);
 * ```
 */
export const listSecrets = listForm(secretsmanager.listSecrets);

/** {@link listSecrets} for arguments that are Outputs. */
export const listSecretsOutput = outputListForm(secretsmanager.listSecrets);

/**
 * Lists the versions of a secret's value, with their labels. It is an error where the service's list is not understood.
 *
 * @example
 * ```ts
 * const versions = await listSecretVersions({ secretId });
 * const current = versions.find(({ labels }) => labels.includes("CURRENT"));
 * ```
 */
export const listSecretVersions = promiseForm(secretsmanager.listSecretVersions);

/** {@link listSecretVersions} for arguments that are Outputs. */
export const listSecretVersionsOutput = outputForm(secretsmanager.listSecretVersions);

/**
 * Reads the value of a secret: that of the version with the label `CURRENT`, or of the version that is named. This machine has
 * to be allowed to read it. The Output is secret; a plain value of the promise is the program's to protect.
 *
 * @example
 * ```ts
 * const password = getSecretValueOutput({ secretId: secret.id }).value.apply((pairs) => pairs?.["password"]);
 * ```
 */
export const getSecretValue = promiseForm(secretsmanager.getSecretValue);

/** {@link getSecretValue} for arguments that are Outputs. */
export const getSecretValueOutput = outputForm(secretsmanager.getSecretValue);

/**
 * Makes a random password, which the service does not keep. Each call gives another one, so it is not called in a preview. The
 * Output is secret; a plain value of the promise is the program's to protect.
 *
 * @example
 * ```ts
 * const { password } = getRandomPasswordOutput({ length: 24, excludePunctuation: true });
 * ```
 */
export const getRandomPassword = promiseForm(secretsmanager.getRandomPassword);

/** {@link getRandomPassword} for arguments that are Outputs. */
export const getRandomPasswordOutput = outputForm(secretsmanager.getRandomPassword);
