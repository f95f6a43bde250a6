import type { Call } from "../../provider/calls/call";
import type { Listing } from "../../provider/clients/listing";
import { mayWriteCloudServices, missingRole } from "../../provider/clients/spaceone/roles";
import { listCertificates } from "../../provider/functions/definitions/certificatemanager";
import { listConfigInspections } from "../../provider/functions/definitions/configinspection";
import type { Checked, ListDefinition } from "../../provider/functions/definitions/definition";
import { listCloudServices } from "../../provider/functions/definitions/inventory";
import { listKmsKeys, listManagedKmsKeys } from "../../provider/functions/definitions/kms";
import { listSecrets } from "../../provider/functions/definitions/secretsmanager";
import { listSecretVaults } from "../../provider/functions/definitions/secretvault";
import { listSpaceoneSecrets } from "../../provider/functions/definitions/spaceone-secret";
import type { Source } from "./collect";
import type { Item } from "./item";

/** How the objects of one kind are listed. */
export interface ListedKind extends Source<Item> {
  readonly kind: string;
  /** Whether the service shows tags of such objects. */
  readonly showsTags: boolean;
}

interface Shown {
  readonly id: string;
  readonly name?: string | undefined;
  readonly state?: string | undefined;
}

/** What an item shows besides what all objects have. */
interface Details<T> {
  readonly dates: readonly (keyof T & string)[];
  readonly needs?: (object: T) => readonly string[];
  readonly tags?: (object: T) => Readonly<Record<string, unknown>>;
  readonly leftToOthers?: (object: T, call: Call) => string | undefined;
}

function listed<Args extends object, T extends Shown>(
  kind: string,
  { cloud, noun, list }: ListDefinition<Args, T>,
  { dates, needs = () => [], tags, leftToOthers }: Details<T>,
): ListedKind {
  const item = (object: T, call: Call): Item => {
    const { id, name = "", state = "" } = object;
    const reason = leftToOthers?.(object, call);
    return {
      kind,
      id,
      name,
      state,
      dates: datesOf(object, dates),
      ...(tags === undefined ? {} : { tags: tags(object) }),
      needs: needs(object),
      ...(reason === undefined ? {} : { leftToOthers: reason }),
    };
  };
  // No argument of a list is required.
  const items = (call: Call): Listing<Item> => list(call, {} as Checked<Args>).map((object) => item(object, call));
  return { kind, cloud, noun, showsTags: tags !== undefined, list: items };
}

/** All kinds that can be listed. */
export const listedKinds: readonly ListedKind[] = [
  listed("KmsKey", listKmsKeys, { dates: ["createdAt", "nextRotationAt", "deleteAt"] }),
  listed("ManagedKmsKey", listManagedKmsKeys, { dates: ["createdAt"] }),
  listed("Secret", listSecrets, { dates: ["deleteAt"], needs: ({ kmsKeyId }) => [kmsKeyId] }),
  listed("SecretVault", listSecretVaults, { dates: ["tokenExpiresAt", "deleteAt"] }),
  listed("Certificate", listCertificates, { dates: ["notBefore", "notAfter"] }),
  listed("ConfigInspection", listConfigInspections, { dates: ["createdAt", "recentRunAt"] }),
  listed("CloudService", listCloudServices, {
    dates: ["createdAt", "updatedAt"],
    tags: ({ tagBranches = {} }) => Object.assign({}, ...Object.values(tagBranches)) as Record<string, unknown>,
    leftToOthers: ({ collectionInfo: { collectorId } = {} }, call) =>
      collectorId === undefined ? unwritable(call) : `the collector ${collectorId} writes it`,
  }),
  listed("SpaceoneSecret", listSpaceoneSecrets, {
    dates: ["createdAt"],
    tags: ({ tags = {} }) => tags,
    leftToOthers: ({ resourceGroup = "" }, { environment }) => {
      const role = missingRole(environment.connection.spaceoneRole(), resourceGroup);
      return role === undefined ? undefined : `to change a secret of the group ${resourceGroup} needs the role ${role}`;
    },
  }),
];

function datesOf<T extends object>(object: T, names: readonly (keyof T & string)[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = object[name];
      return typeof value === "string" && value !== "" ? [[name, value]] : [];
    }),
  );
}

/** Why the token may not change cloud services; undefined if it may. */
function unwritable({ environment }: Call): string | undefined {
  return mayWriteCloudServices(environment.connection.spaceoneRole())
    ? undefined
    : "a token of a workspace is needed to change cloud services";
}
