import type { CloudServiceArgs } from "../resources/spaceone/inventory/cloud-service-contract";

import type { Mirrored } from "./inventory-facts";

/** Resources by names of the program's own. One that is undefined is left out. */
export type MirroredResources = Readonly<Record<string, Mirrored | undefined>>;

/** Arguments of a mirror. */
export interface InventoryMirrorArgs<Resources extends MirroredResources = MirroredResources> extends Pick<
  CloudServiceArgs,
  "projectId" | "tags"
> {
  /**
   * What is mirrored, by names of the program's own: `{ "orders-key": key, "orders-db": secret }`. An entry keeps its name while
   * its resource is replaced. A resource that is undefined, such as the key of an `EncryptedSecret` without one of its own, has no
   * entry. Plain.
   */
  resources: Resources;
  /**
   * Account of the resources of kinds that do not tell theirs: all but `KmsKey` and `ManagedKmsKey`. Default: none.
   */
  account?: string;
  /** Region of the resources of kinds that do not tell theirs: all but these two and `Secret`. Default: none. */
  regionCode?: string;
  /**
   * Any text. With each change of it all entries are updated, which restarts the clock of the service's clean-up: it deletes
   * what nobody has updated for 48 hours. Default: the day in UTC, so that a `pulumi up` each night keeps the entries.
   */
  keepAliveTrigger?: string;
}
