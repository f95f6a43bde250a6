import { resourceClass } from "./program/resource-class";
import { certificate } from "./resources/scp/certificatemanager/certificate";
import { cloudService } from "./resources/spaceone/inventory/cloud-service";
import { configInspection } from "./resources/scp/configinspection/config-inspection";
import { kmsCiphertext } from "./resources/scp/kms/kms-ciphertext";
import { kmsDataKey } from "./resources/scp/kms/kms-data-key";
import { kmsKey } from "./resources/scp/kms/kms-key";
import { managedKmsKey } from "./resources/scp/kms/managed-kms-key";
import { randomPassword } from "./resources/scp/secretsmanager/random-password";
import { secret } from "./resources/scp/secretsmanager/secret";
import { secretVault } from "./resources/scp/secretvault/secret-vault";
import { spaceoneSecret } from "./resources/spaceone/secret/spaceone-secret";

// What a program instantiates. index.ts exports all of it; a component of this package imports it from here.

export type { CommonArgs } from "./lifecycle/definition/definition";
export type * from "./resources/scp/certificatemanager/certificate-contract";
export type * from "./resources/scp/configinspection/config-inspection-contract";
export type * from "./resources/scp/kms/kms-ciphertext-contract";
export type * from "./resources/scp/kms/kms-data-key-contract";
export type * from "./resources/scp/kms/kms-key-contract";
export type * from "./resources/scp/kms/managed-kms-key-contract";
export type * from "./resources/scp/secretsmanager/password-contract";
export type * from "./resources/scp/secretsmanager/secret-contract";
export type * from "./resources/scp/secretvault/secret-vault-contract";
export type * from "./resources/spaceone/inventory/cloud-service-contract";
export type * from "./resources/spaceone/secret/spaceone-secret-contract";

/**
 * A key of the Key Management Service. Inputs: {@link KmsKeyArgs}, outputs: {@link KmsKeyOutputs}.
 *
 * @example
 * ```ts
 * const key = new KmsKey("orders", { purpose: "aes-256", rotation: { enabled: true, periodInDays: 90 } });
 * export const keyId = key.id;
 * ```
 */
export class KmsKey extends resourceClass(kmsKey) {}

/**
 * A secret of Secrets Manager. Inputs: {@link SecretArgs}, outputs: {@link SecretOutputs}.
 *
 * @example
 * ```ts
 * const password = new Secret("db", {
 *   value: { user: "orders", password: config.requireSecret("dbPassword") },
 *   kmsKeyId: key.id,
 *   allowedCidrs: ["10.0.0.0/28"],
 * });
 * ```
 */
export class Secret extends resourceClass(secret) {}

/**
 * A certificate of the Certificate Manager, uploaded or signed by the service itself. Inputs: {@link CertificateArgs},
 * outputs: {@link CertificateOutputs}.
 *
 * @example
 * ```ts
 * const shop = new Certificate("shop", {
 *   selfSigned: { commonName: "shop.example.com", organization: "Shop", validityInDays: 365, renewBeforeDays: 30 },
 * });
 * ```
 */
export class Certificate extends resourceClass(certificate) {}

/**
 * A key that the platform manages: adopted to manage its description. A destroy leaves it as it is. Inputs:
 * {@link ManagedKmsKeyArgs}, outputs: {@link KmsKeyOutputs}.
 *
 * @example
 * ```ts
 * const platformKey = new ManagedKmsKey("platform", { keyId: "...", description: "Used by the file storage" });
 * ```
 */
export class ManagedKmsKey extends resourceClass(managedKmsKey) {}

/**
 * A vault of Secret Vault, which gives out temporary keys for one IAM access key. Inputs: {@link SecretVaultArgs}, outputs:
 * {@link SecretVaultOutputs}.
 *
 * @example
 * ```ts
 * const vault = new SecretVault("build", {
 *   accessKeyId: "...",
 *   allowedIps: ["10.0.0.7"],
 *   temporaryKeyTtlInHours: 4,
 *   tokenTtlInDays: 365,
 * });
 * ```
 */
export class SecretVault extends resourceClass(secretVault) {}

/**
 * A registration of Config Inspection: an account that is looked at by schedule and on demand. Inputs:
 * {@link ConfigInspectionArgs}, outputs: {@link ConfigInspectionOutputs}.
 *
 * @example
 * ```ts
 * const inspection = new ConfigInspection("nightly", {
 *   name: "nightly",
 *   accountId: "...",
 *   cspType: "SCP",
 *   plan: "STANDARD",
 *   checkType: "BP",
 *   authKey: { id: "..." },
 *   schedule: { frequency: "daily", startTime: "03:00", checkTypes: ["BP"] },
 * });
 * ```
 */
export class ConfigInspection extends resourceClass(configInspection) {}

/**
 * A cloud service of SpaceONE's inventory. Inputs: {@link CloudServiceArgs}, outputs: {@link CloudServiceOutputs}.
 *
 * @example
 * ```ts
 * const entry = new CloudService("orders-key", {
 *   provider: "scp",
 *   cloudServiceGroup: "KMS",
 *   cloudServiceType: "Key",
 *   data: { keyId: key.id, version: key.currentVersion },
 *   tags: { team: "orders" },
 * });
 * ```
 */
export class CloudService extends resourceClass(cloudService) {}

/**
 * A secret of SpaceONE, for its collectors. Inputs: {@link SpaceoneSecretArgs}, outputs: {@link SpaceoneSecretOutputs}.
 *
 * @example
 * ```ts
 * const credentials = new SpaceoneSecret("scp", {
 *   name: "scp",
 *   resourceGroup: "WORKSPACE",
 *   data: { access_key: config.requireSecret("accessKey"), secret_key: config.requireSecret("secretKey") },
 * });
 * ```
 */
export class SpaceoneSecret extends resourceClass(spaceoneSecret) {}

/**
 * A ciphertext that a KMS key makes once: the state keeps it. Inputs: {@link KmsCiphertextArgs}, outputs:
 * {@link KmsCiphertextOutputs}.
 *
 * @example
 * ```ts
 * const sealed = new KmsCiphertext("password", {
 *   keyId: key.id,
 *   plaintext: config.requireSecret("password"),
 *   keyVersion: key.currentVersion,
 * });
 * export const ciphertext = sealed.ciphertext;
 * ```
 */
export class KmsCiphertext extends resourceClass(kmsCiphertext) {}

/**
 * A data key that a KMS key makes once: the state keeps it, encrypted by the KMS key, and plain only where that is asked for.
 * Inputs: {@link KmsDataKeyArgs}, outputs: {@link KmsDataKeyOutputs}.
 *
 * @example
 * ```ts
 * const dataKey = new KmsDataKey("backups", { keyId: key.id });
 * export const wrappedKey = dataKey.ciphertext;
 * ```
 */
export class KmsDataKey extends resourceClass(kmsDataKey) {}

/**
 * A password that Secrets Manager makes once: the state keeps it, as a secret. Inputs: {@link RandomPasswordArgs}, outputs:
 * {@link RandomPasswordOutputs}.
 *
 * @example
 * ```ts
 * const password = new RandomPassword("db", { length: 40, excludePunctuation: true, keepers: { year: "2026" } });
 * new Secret("db", {
 *   value: { user: "orders", password: password.password },
 *   kmsKeyId: key.id,
 *   allowedCidrs: ["10.0.0.0/28"],
 * });
 * ```
 */
export class RandomPassword extends resourceClass(randomPassword) {}
