import { expect, test } from "@jest/globals";

import { newExplorer } from "./explorer";
import type { Trace } from "./search/trace";

test("a trace is always played in the same way, whatever was played before", async () => {
  const explorer = await newExplorer();
  const trace: Trace = {
    kind: "KmsKey",
    flow: "change all inputs",
    seed: 3,
    hits: [
      { request: 1, fault: "429" },
      { request: 2, fault: "done, 504" },
    ],
  };
  const first = await explorer.play(trace);
  const other = await explorer.play({ ...trace, seed: 4 });
  const again = await explorer.play(trace);
  expect(again).toEqual(first);
  expect(first.isHit).toBe(true);
  expect(other.transcript).not.toEqual(first.transcript);
});
