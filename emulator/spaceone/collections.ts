import type { CollectionDefinition } from "../store/collection";
import { domainKeys } from "./domain-key";
import { seedCollections } from "./objects";

export const spaceoneCollections: readonly CollectionDefinition<never>[] = [
  domainKeys,
  ...Object.values(seedCollections),
];
