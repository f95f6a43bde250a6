import type { CollectionDefinition } from "../store/collection";
import { domainKeys } from "./domain-key";
import { seedCollections } from "./objects";
import { spaceoneServices } from "./services";

export const spaceoneCollections: readonly CollectionDefinition<never>[] = [
  domainKeys,
  ...Object.values(seedCollections),
  ...spaceoneServices.flatMap((service) => service.collections),
];
