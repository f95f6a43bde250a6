import type { Definition } from "./lifecycle/definition/definition";

type Kind = Definition<object, object>;

/** What a file exports its definition as. */
type Exports<Name extends string> = Readonly<Record<Name, Kind>>;

/** Where each kind's definition is. It is loaded when the kind is asked for: a stack uses few of them. */
const kinds = {
  Certificate: () => (require("./resources/scp/certificatemanager/certificate") as Exports<"certificate">).certificate,
  CloudService: () => (require("./resources/spaceone/inventory/cloud-service") as Exports<"cloudService">).cloudService,
  ConfigInspection: () =>
    (require("./resources/scp/configinspection/config-inspection") as Exports<"configInspection">).configInspection,
  KmsCiphertext: () => (require("./resources/scp/kms/kms-ciphertext") as Exports<"kmsCiphertext">).kmsCiphertext,
  KmsDataKey: () => (require("./resources/scp/kms/kms-data-key") as Exports<"kmsDataKey">).kmsDataKey,
  KmsKey: () => (require("./resources/scp/kms/kms-key") as Exports<"kmsKey">).kmsKey,
  ManagedKmsKey: () => (require("./resources/scp/kms/managed-kms-key") as Exports<"managedKmsKey">).managedKmsKey,
  RandomPassword: () =>
    (require("./resources/scp/secretsmanager/random-password") as Exports<"randomPassword">).randomPassword,
  Secret: () => (require("./resources/scp/secretsmanager/secret") as Exports<"secret">).secret,
  SecretVault: () => (require("./resources/scp/secretvault/secret-vault") as Exports<"secretVault">).secretVault,
  SpaceoneSecret: () =>
    (require("./resources/spaceone/secret/spaceone-secret") as Exports<"spaceoneSecret">).spaceoneSecret,
} as const satisfies Readonly<Record<string, () => Kind>>;

/** The names of all kinds. */
export const kindNames: readonly string[] = Object.keys(kinds);

/** The definition of a kind; undefined if there is none of that name. */
export function definitionOf(kind: string): Kind | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds]() : undefined;
}
