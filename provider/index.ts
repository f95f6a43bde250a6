import { resourceClass } from "./pulumi/resource-class";
import { kmsKey } from "./resources/kms-key";
import { secret } from "./resources/secret";

export type { ArgsOf, ResourceOptions } from "./pulumi/resource-class";
export { ScpProvider, type ScpConnectionArgs, type ScpProviderArgs } from "./pulumi/scp-provider";
export type { KmsKeyArgs, KmsKeyOutputs, KmsKeyRotation } from "./resources/kms-key";
export type { SecretArgs, SecretOutputs, SecretPrivateAcl } from "./resources/secret";

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
