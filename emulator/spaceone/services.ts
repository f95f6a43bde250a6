import { inventory } from "./inventory/service";
import type { SpaceoneService } from "./service";

/** The services that are served: each one is registered here and nowhere else. */
export const spaceoneServices: readonly SpaceoneService[] = [inventory];
