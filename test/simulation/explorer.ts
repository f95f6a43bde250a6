// The world comes first: it takes time and randomness over before anything keeps them for itself.
import { SimulatedWorld } from "./world/simulated-world";

import { kindTables } from "../support/kinds";
import { Explorer } from "./search/explorer";

/** An explorer of all kinds, in a world of its own. There can be one in a process. */
export async function newExplorer(): Promise<Explorer> {
  return new Explorer(await SimulatedWorld.start(), kindTables);
}
