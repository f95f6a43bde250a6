export * from "./classes";
export type { ArgsOf, ResourceOptions } from "./program/resource-class";
export type { ScpConnectionArgs, ScpProviderArgs, SpaceoneConnectionArgs } from "./program/provider-args";
export { ScpProvider } from "./program/scp-provider";
export type { CertificateOutputs } from "./resources/certificate";
export type { CertificateArgs, CertificateRecipient, CertificateSelfSigned } from "./resources/certificate-args";
export type { CloudServiceArgs, CloudServiceOutputs, CloudServiceReference } from "./resources/cloud-service";
export type {
  ConfigInspectionArgs,
  ConfigInspectionOutputs,
  InspectionAuthKey,
  InspectionRun,
  InspectionRunTrigger,
  InspectionSchedule,
} from "./resources/config-inspection";
export type { KmsKeyArgs, KmsKeyRotation } from "./resources/kms-key";
export type { KmsKeyOutputs } from "./resources/kms-key-outputs";
export type { ManagedKmsKeyArgs } from "./resources/managed-kms-key";
export type { SecretArgs, SecretOutputs, SecretPrivateAcl } from "./resources/secret";
export type { SecretVaultArgs, SecretVaultOutputs } from "./resources/secret-vault";
export type { SpaceoneSecretArgs, SpaceoneSecretOutputs } from "./resources/spaceone-secret";
