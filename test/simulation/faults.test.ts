import { beforeAll, expect, test } from "@jest/globals";

import { kindTables } from "../support/kinds";
import { newExplorer } from "./explorer";
import type { Explorer } from "./search/explorer";
import { hitsInNextCommand, hitsInSameCommand, hitsOf } from "./search/points";
import type { Trace } from "./search/trace";
import type { Fault } from "./world/faults";

// A part of what `npm run simulate` plays: each fault of each flow at one request, and some pairs.

let explorer: Explorer;

beforeAll(async () => {
  explorer = await newExplorer();
});

/** One of so many is played: of the flows of which there are most, and of all points. */
const flowStride = 7;
const stride = 97;

/** Chooses one of so many, beginning with the first. */
function oneOf(many: number): () => boolean {
  let count = 0;
  return () => count++ % many === 0;
}

test.each(kindTables.map(({ kind }) => kind))(
  "%s: nothing is lost, doubled, orphaned, wrongly deleted or hung, and nothing secret is shown",
  async (kind) => {
    const wrong: unknown[] = [];
    const play = async (trace: Trace) => {
      const outcome = await explorer.play(trace);
      if (outcome.violations.length > 0) wrong.push(JSON.stringify(trace), outcome.violations);
      return outcome;
    };
    const isChosen = oneOf(stride);
    const isFlowChosen = oneOf(flowStride);
    const isOfMany = (name: string): boolean => name.startsWith("half-") || name.includes("elsewhere");
    const { flows, failing } = await explorer.flows(kind, {}, (name) => !isOfMany(name) || isFlowChosen());
    expect(failing).toEqual([]);
    for (const flow of flows) {
      const trace = { kind, flow, seed: 1 };
      const dry = await play({ ...trace, hits: [] });
      for (const hit of hitsOf(dry.extents.whole).filter(isChosen)) {
        const single = await play({ ...trace, hits: [hit] });
        const seconds = [hitsInSameCommand, hitsInNextCommand].flatMap((hits) => hits(hit, single.extents));
        const [second] = seconds.filter(isChosen);
        if (second !== undefined) await play({ ...trace, hits: [hit, second] });
      }
    }
    expect(wrong).toEqual([]);
  },
);

test.each<Fault>(["slow", "made twice", "reply lost"])(
  "a value that the service refuses to set once more is set, or the message says so: %s",
  async (fault) => {
    const trace = { kind: "Secret", flow: "change all inputs", world: { sameValue: "refused" }, seed: 1 } as const;
    const dry = await explorer.play({ ...trace, hits: [] });
    for (let request = 1; request <= dry.extents.whole.reads.length; request++) {
      const { violations } = await explorer.play({ ...trace, hits: [{ request, fault }] });
      expect(violations).toEqual([]);
    }
  },
);

// What has been found to go wrong, and takes less than a second.
test.each<Pick<Trace, "flow" | "hits">>([
  {
    flow: "change all inputs",
    hits: [
      { request: 9, fault: "401" },
      { request: 10, fault: "stale" },
    ],
  },
  {
    flow: "change value",
    hits: [
      { request: 4, fault: "slow" },
      { request: 7, fault: "stale" },
    ],
  },
])("an old list of a secret's versions after a failed command moves nothing back: $flow", async (found) => {
  const { violations, isHit } = await explorer.play({ kind: "Secret", seed: 3, ...found });
  expect([violations, isHit]).toEqual([[], true]);
});

test("the versions of a secret that was restored are read before it gets another one", async () => {
  const hits = [{ request: 1, fault: "lagging" }] as const;
  const flow = "restore after its deletion was scheduled elsewhere";
  const { violations, transcript } = await explorer.play({ kind: "Secret", flow, seed: 3, hits });
  expect(violations).toEqual([]);
  const place = (what: RegExp): number => transcript.findIndex((line) => what.test(line));
  expect(place(/GET \S+\/versions: 200/)).toBeLessThan(place(/PUT \S+\/values/));
});

test("two reads at once, while the service lags, find the service as it is afterwards", async () => {
  const { violations, transcript } = await explorer.play({
    kind: "Secret",
    flow: "half-made after 2 and found, refresh after kmsKeyId was changed elsewhere",
    seed: 3,
    hits: [
      { request: 3, fault: "lagging" },
      { request: 5, fault: "reply lost" },
    ],
  });
  expect(violations).toEqual([]);
  expect(transcript.filter((line) => line.includes("/v1/kms/transit/")).length).toBeGreaterThan(1);
});
