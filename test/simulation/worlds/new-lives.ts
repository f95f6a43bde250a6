// The world comes first: it takes time and randomness over before anything keeps them for itself.
import { SimulatedWorld } from "../world/simulated-world";

import { kindTables } from "../../support/kinds";
import { Lives } from "./life";

/** The lives of all kinds, in a simulation of their own. There can be one in a process. */
export async function newLives(): Promise<Lives> {
  return new Lives(await SimulatedWorld.start(), kindTables);
}
