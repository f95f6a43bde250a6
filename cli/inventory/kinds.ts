import type { Call } from "../../provider/calls/call";
import type { Listing } from "../../provider/clients/listing";
import { listCertificates } from "../../provider/functions/definitions/certificatemanager";
import { listConfigInspections } from "../../provider/functions/definitions/configinspection";
import type { Checked, ListDefinition } from "../../provider/functions/definitions/definition";
import { listKmsKeys, listManagedKmsKeys } from "../../provider/functions/definitions/kms";
import { listSecrets } from "../../provider/functions/definitions/secretsmanager";
import { listSecretVaults } from "../../provider/functions/definitions/secretvault";
import type { Cloud } from "../../provider/settings/table";
import type { Item } from "./item";

/** How the objects of one kind are listed. */
export interface ListedKind {
  readonly kind: string;
  readonly cloud: Cloud;
  /** For messages: "KMS keys". */
  readonly noun: string;
  readonly list: (call: Call) => Listing<Item>;
}

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly state?: string | undefined;
}

function listed<Args extends object, T extends Shown>(
  kind: string,
  { cloud, noun, list }: ListDefinition<Args, T>,
  dates: readonly (keyof T & string)[],
  needs: (object: T) => readonly string[] = () => [],
): ListedKind {
  const item = (object: T): Item => {
    const { id, name, state = "" } = object;
    return { kind, id, name, state, dates: datesOf(object, dates), needs: needs(object) };
  };
  // No argument of a list is required.
  return { kind, cloud, noun, list: (call) => list(call, {} as Checked<Args>).map(item) };
}

/** All kinds that can be listed. */
export const listedKinds: readonly ListedKind[] = [
  listed("KmsKey", listKmsKeys, ["createdAt", "nextRotationAt", "deleteAt"]),
  listed("ManagedKmsKey", listManagedKmsKeys, ["createdAt"]),
  listed("Secret", listSecrets, ["deleteAt"], ({ kmsKeyId }) => [kmsKeyId]),
  listed("SecretVault", listSecretVaults, ["tokenExpiresAt", "deleteAt"]),
  listed("Certificate", listCertificates, ["notBefore", "notAfter"]),
  listed("ConfigInspection", listConfigInspections, ["createdAt", "recentRunAt"]),
];

function datesOf<T extends object>(object: T, names: readonly (keyof T & string)[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = object[name];
      return typeof value === "string" && value !== "" ? [[name, value]] : [];
    }),
  );
}
