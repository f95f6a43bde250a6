import * as kms from "./definitions/kms";
import { listForm, outputForm, outputListForm, promiseForm } from "../program/function-forms";

// The functions of the Key Management Service as a program calls them. definitions/kms.ts says what they do.

export type * from "./definitions/kms-contract";

/**
 * Looks up a KMS key by its id or its name.
 *
 * @example
 * ```ts
 * const { id, currentVersion } = await getKmsKey({ name: "orders" });
 * ```
 */
export const getKmsKey = promiseForm(kms.getKmsKey);

/** {@link getKmsKey} for arguments that are Outputs. */
export const getKmsKeyOutput = outputForm(kms.getKmsKey);

/**
 * Lists the KMS keys of the region, those included that wait for their deletion.
 *
 * @example
 * ```ts
 * const all = await listKmsKeys();
 * for await (const { name, state } of listKmsKeys()) console.log(name, state);
 * ```
 */
export const listKmsKeys = listForm(kms.listKmsKeys);

/** {@link listKmsKeys} for arguments that are Outputs. */
export const listKmsKeysOutput = outputListForm(kms.listKmsKeys);

/**
 * Lists what uses a KMS key, as far as the service tells it.
 *
 * @example
 * ```ts
 * const users = await listKmsKeyUsers({ keyId });
 * ```
 */
export const listKmsKeyUsers = promiseForm(kms.listKmsKeyUsers);

/** {@link listKmsKeyUsers} for arguments that are Outputs. */
export const listKmsKeyUsersOutput = outputForm(kms.listKmsKeyUsers);

/**
 * Tells whether a KMS key has a name, be it one that waits for its deletion.
 *
 * @example
 * ```ts
 * if (await isKmsKeyNameTaken({ name: "orders" })) throw new Error("orders exists already");
 * ```
 */
export const isKmsKeyNameTaken = promiseForm(kms.isKmsKeyNameTaken);

/** {@link isKmsKeyNameTaken} for arguments that are Outputs. */
export const isKmsKeyNameTakenOutput = outputForm(kms.isKmsKeyNameTaken);

/**
 * Looks up a key that the platform manages by its id or its name. Needs API version 1.2 of kms or a later one.
 *
 * @example
 * ```ts
 * const { id } = await getManagedKmsKey({ name: "platform" });
 * ```
 */
export const getManagedKmsKey = promiseForm(kms.getManagedKmsKey);

/** {@link getManagedKmsKey} for arguments that are Outputs. */
export const getManagedKmsKeyOutput = outputForm(kms.getManagedKmsKey);

/**
 * Lists the keys that the platform manages. Needs API version 1.2 of kms or a later one.
 *
 * @example
 * ```ts
 * const [first] = await listManagedKmsKeys();
 * ```
 */
export const listManagedKmsKeys = listForm(kms.listManagedKmsKeys);

/** {@link listManagedKmsKeys} for arguments that are Outputs. */
export const listManagedKmsKeysOutput = outputListForm(kms.listManagedKmsKeys);

/**
 * Encrypts text or bytes with a KMS key. Each call gives another ciphertext, so it is not called in a preview; the resource
 * KmsCiphertext keeps its one.
 *
 * @example
 * ```ts
 * const { ciphertext } = await kmsEncrypt({ keyId, plaintext: "for nobody's eyes" });
 * ```
 */
export const kmsEncrypt = promiseForm(kms.kmsEncrypt);

/** {@link kmsEncrypt} for arguments that are Outputs. */
export const kmsEncryptOutput = outputForm(kms.kmsEncrypt);

/**
 * Decrypts a ciphertext, whichever version of the key made it. The Output is secret; a plain value of the promise is the
 * program's to protect.
 *
 * @example
 * ```ts
 * const password = kmsDecryptOutput({ keyId: key.id, ciphertext }).plaintext;
 * ```
 */
export const kmsDecrypt = promiseForm(kms.kmsDecrypt);

/** {@link kmsDecrypt} for arguments that are Outputs. */
export const kmsDecryptOutput = outputForm(kms.kmsDecrypt);

/**
 * Encrypts a ciphertext again with the newest version of the key; the plaintext does not leave the service. Not called in a
 * preview.
 *
 * @example
 * ```ts
 * const { ciphertext } = await kmsRewrap({ keyId, ciphertext: old });
 * ```
 */
export const kmsRewrap = promiseForm(kms.kmsRewrap);

/** {@link kmsRewrap} for arguments that are Outputs. */
export const kmsRewrapOutput = outputForm(kms.kmsRewrap);

/**
 * Signs text or bytes with a KMS key of a purpose that signs. Not called in a preview.
 *
 * @example
 * ```ts
 * const { signature } = await kmsSign({ keyId, input: "order 42" });
 * ```
 */
export const kmsSign = promiseForm(kms.kmsSign);

/** {@link kmsSign} for arguments that are Outputs. */
export const kmsSignOutput = outputForm(kms.kmsSign);

/**
 * Tells whether a signature is the key's own of this input.
 *
 * @example
 * ```ts
 * if (!(await kmsVerify({ keyId, input: "order 42", signature }))) throw new Error("forged");
 * ```
 */
export const kmsVerify = promiseForm(kms.kmsVerify);

/** {@link kmsVerify} for arguments that are Outputs. */
export const kmsVerifyOutput = outputForm(kms.kmsVerify);

/**
 * Makes the HMAC of text or bytes with a KMS key of that purpose.
 *
 * @example
 * ```ts
 * const { hmac } = await kmsHmac({ keyId, input: "order 42" });
 * ```
 */
export const kmsHmac = promiseForm(kms.kmsHmac);

/** {@link kmsHmac} for arguments that are Outputs. */
export const kmsHmacOutput = outputForm(kms.kmsHmac);

/**
 * Tells whether an HMAC is the key's own of this input.
 *
 * @example
 * ```ts
 * if (!(await kmsVerifyHmac({ keyId, input: "order 42", hmac }))) throw new Error("forged");
 * ```
 */
export const kmsVerifyHmac = promiseForm(kms.kmsVerifyHmac);

/** {@link kmsVerifyHmac} for arguments that are Outputs. */
export const kmsVerifyHmacOutput = outputForm(kms.kmsVerifyHmac);

/**
 * Makes a data key: a new key for encryption of one's own, encrypted by a KMS key. Each call gives another one, so it is not
 * called in a preview; the resource KmsDataKey keeps its one. The Output is secret.
 *
 * @example
 * ```ts
 * const { ciphertext, plaintextBytes } = await kmsDataKey({ keyId, withPlaintext: true });
 * ```
 */
export const kmsDataKey = promiseForm(kms.kmsDataKey);

/** {@link kmsDataKey} for arguments that are Outputs. */
export const kmsDataKeyOutput = outputForm(kms.kmsDataKey);
