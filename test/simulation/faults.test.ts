import { beforeAll, expect, test } from "@jest/globals";

import { kindTables } from "../support/kinds";
import { newExplorer } from "./explorer";
import type { Explorer } from "./search/explorer";
import { hitsOf, laterHits } from "./search/points";
import type { Trace } from "./search/trace";

// A part of what `npm run simulate` plays: each fault of each flow at one request, and some pairs.

let explorer: Explorer;

beforeAll(async () => {
  explorer = await newExplorer();
});

/** Every so many of the points is played. */
const stride = 37;

test.each(kindTables.map(({ kind }) => kind))(
  "%s: nothing is lost, doubled, orphaned, wrongly deleted or hung, and nothing secret is shown",
  async (kind) => {
    const wrong: unknown[] = [];
    const play = async (trace: Trace) => {
      const outcome = await explorer.play(trace);
      if (outcome.violations.length > 0) wrong.push(JSON.stringify(trace), outcome.violations);
      return outcome;
    };
    let count = 0;
    const isChosen = (): boolean => count++ % stride === 0;
    for (const flow of await explorer.flows(kind)) {
      const trace = { kind, flow, seed: 1 };
      const dry = await play({ ...trace, hits: [] });
      for (const hit of hitsOf(dry).filter(isChosen)) {
        const single = await play({ ...trace, hits: [hit] });
        const [second] = laterHits(hit, single).filter(isChosen);
        if (second !== undefined) await play({ ...trace, hits: [hit, second] });
      }
    }
    expect(wrong).toEqual([]);
  },
);
