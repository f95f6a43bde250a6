import { costAnalysis } from "./cost-analysis/service";
import { inventory } from "./inventory/service";
import { secret } from "./secret/service";
import type { SpaceoneService } from "./service";

/** The services that are served: each one is registered here and nowhere else. */
export const spaceoneServices: readonly SpaceoneService[] = [inventory, secret, costAnalysis];
