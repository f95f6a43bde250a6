import { expect, test } from "@jest/globals";

import { newExplorer } from "./explorer";
import { quickWorlds } from "./worlds/worlds";

// A part of what `npm run simulate -- --worlds` plays.

const kinds = ["KmsKey", "Certificate", "SpaceoneSecret"];

test("single faults in strange worlds are repaired as in the usual one, or the message says what was met", async () => {
  const explorer = await newExplorer();
  const worlds = quickWorlds();
  let plays = 0;
  for (const [index, kind] of kinds.entries()) {
    const { tally } = await explorer.sample(kind, worlds[10 * index + 3] ?? {}, 1);
    plays += tally.plays;
    expect(tally.found).toEqual([]);
  }
  expect(plays).toBeGreaterThan(100);
});
