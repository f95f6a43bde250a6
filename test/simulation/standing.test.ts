import { beforeAll, describe, expect, test } from "@jest/globals";

import { newExplorer } from "./explorer";
import type { Explorer } from "./search/explorer";
import type { Outcome } from "./search/play";
import { hitsInNextCommand, hitsOf } from "./search/points";
import { standingOf } from "./search/standing";
import type { Hit } from "./search/trace";

const now = Date.parse("2026-01-01T00:10:00Z");

/** A key of an id, and a value that names it. */
function keyOf(id: string, createdAt: string, description = "a"): object {
  return { keys: [{ id, created_at: createdAt, description }], state: { id, since: Date.parse(createdAt) } };
}

describe("standings from which everything goes on in the same way", () => {
  const one = keyOf("0123456789abcdef0123456789abcdef", "2026-01-01T00:05:00Z");

  test.each([
    ["another id", keyOf("fedcba9876543210fedcba9876543210", "2026-01-01T00:05:00Z"), true],
    ["seconds later", keyOf("0123456789abcdef0123456789abcdef", "2026-01-01T00:05:10Z"), true],
    ["minutes later", keyOf("0123456789abcdef0123456789abcdef", "2026-01-01T00:08:00Z"), false],
    ["another text", keyOf("0123456789abcdef0123456789abcdef", "2026-01-01T00:05:00Z", "b"), false],
    ["an id in state that no key has", { ...one, state: { ...keyOf("fedcba9876543210fedcba9876543210", "") } }, false],
  ])("%s", (_, other, isSame) => {
    expect(standingOf(now, other) === standingOf(now, one)).toBe(isSame);
  });

  test("the same moments before another now", () => {
    const later = keyOf("0123456789abcdef0123456789abcdef", "2026-01-01T01:05:00Z");
    expect(standingOf(now + 3_600_000, later)).toBe(standingOf(now, one));
  });
});

let explorer: Explorer;

beforeAll(async () => {
  explorer = await newExplorer();
});

/** What was sent from the second command on, and what came of it. */
function rest({ extents, violations }: Outcome): object {
  return { sent: extents.whole.reads.slice(extents.first.reads.length), violations };
}

test.each([
  ["KmsKey", "create with the fewest inputs"],
  ["Secret", "create with the fewest inputs"],
  ["CloudService", "create with the fewest inputs"],
])("%s: what goes on as another play does goes on so under each further fault", async (kind, flow) => {
  const trace = { kind, flow, seed: 1 };
  const standings = new Map<string | undefined, Hit>();
  let compared = 0;
  for (const hit of hitsOf((await explorer.play({ ...trace, hits: [] })).extents.whole)) {
    const single = await explorer.play({ ...trace, hits: [hit] });
    const [next] = hitsInNextCommand(hit, single.extents);
    if (next === undefined) continue;
    const other = standings.get(single.standing);
    standings.set(single.standing, hit);
    if (other === undefined) continue;
    const [twin] = hitsInNextCommand(other, (await explorer.play({ ...trace, hits: [other] })).extents);
    if (twin === undefined) throw new Error("the other play has no next command");
    const one = await explorer.play({ ...trace, hits: [hit, next] });
    expect(rest(one)).toEqual(rest(await explorer.play({ ...trace, hits: [other, twin] })));
    compared++;
  }
  expect(compared).toBeGreaterThan(0);
});
