import { clockOffsets } from "./clock";
import { accounts } from "./scp/account";
import { scpServices } from "./scp/services";
import { spaceoneCollections } from "./spaceone/collections";
import { startStates } from "./start-state";
import type { CollectionDefinition } from "./store/collection";

/** The definitions of everything that the emulator stores. */
export const collections: readonly CollectionDefinition<never>[] = [
  clockOffsets,
  startStates,
  accounts,
  ...scpServices.flatMap((service) => service.collections),
  ...spaceoneCollections,
];
