import { expect, test } from "@jest/globals";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Context } from "../../../provider/lifecycle/definition/context";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";

const behaviour = behaviourOf(secret);

/** A list of versions: each with its labels. */
const versionsOf = (labels: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(labels).map(([id, on]) => ({ id, labels: [...on] }));

const shown = (versions: object[], known: object): unknown =>
  (
    behaviour.inputsOf({ secret: {}, versions, region: undefined }, known as Record<string, unknown>) as {
      versionLabels?: unknown;
    }
  ).versionLabels;

test("a label that is where the program wants it is no drift, whatever the state remembers of its place", () => {
  const versions = versionsOf({ v1: ["PREVIOUS"], v2: ["CURRENT", "stable"] });
  const versionLabels = { stable: "CURRENT" };
  for (const labels of [undefined, {}, { stable: "v1" }, { stable: "v2" }]) {
    expect(shown(versions, { versionLabels, labels })).toEqual({ stable: "CURRENT" });
  }
});

test("a label that is still where it was put is no drift, although CURRENT has moved on", () => {
  const versions = versionsOf({ v1: ["stable"], v2: ["PREVIOUS"], v3: ["CURRENT"] });
  expect(shown(versions, { versionLabels: { stable: "CURRENT" }, labels: { stable: "v1" } })).toEqual({
    stable: "CURRENT",
  });
  expect(shown(versions, { versionLabels: { stable: "PREVIOUS" }, labels: { stable: "v2" } })).toEqual({
    stable: "v1",
  });
});

/** Moves labels while the service lists these versions. Gives the moves. */
async function moved(listed: object[], seen: object[] | undefined, wanted: object): Promise<unknown[]> {
  const moves: unknown[] = [];
  const secrets = {
    listVersions: () => Promise.resolve(listed),
    moveLabel: (_: string, ...move: unknown[]) => {
      moves.push(move);
      return Promise.resolve();
    },
  };
  const context = { scp: { secrets } } as unknown as Context;
  const step = behaviour.steps.find(({ name }) => name === "version labels");
  const found = seen === undefined ? undefined : { secret: {}, versions: seen, region: undefined };
  await step?.run(context, "id", { versionLabels: wanted }, {}, {}, found);
  return moves;
}

test("labels follow the versions that were seen after the value was set, although a list is older", async () => {
  const before = versionsOf({ v1: ["CURRENT", "stable"] });
  const after = versionsOf({ v1: ["PREVIOUS", "stable"], v2: ["CURRENT"] });
  expect(await moved(before, after, { stable: "CURRENT" })).toEqual([["stable", "v1", "v2"]]);
  expect(await moved(after, before, { stable: "CURRENT" })).toEqual([["stable", "v1", "v2"]]);
  expect(await moved(before, undefined, { stable: "CURRENT" })).toEqual([]);
});

/** Reads versions while the service shows one list after the other. Gives what was read last, and the pauses. */
async function read(lists: readonly object[][], lastOutputs: object | undefined, seen?: object[]) {
  const left = [...lists];
  const pauses: number[] = [];
  const secrets = { listVersions: () => Promise.resolve(left.length > 1 ? left.shift() : left[0]) };
  const pause = (ms: number) => Promise.resolve(pauses.push(ms));
  const context = { scp: { secrets }, pause, lastOutputs } as unknown as Context;
  const found = { secret: { id: "id" }, versions: seen, region: undefined };
  const completed = (await behaviour.complete?.(context, found)) as { versions: unknown };
  return { versions: completed.versions, pauses };
}

test("a list that lacks the newest version of state is an old one, and is read again", async () => {
  const before = versionsOf({ v1: ["CURRENT"] });
  const after = versionsOf({ v1: ["PREVIOUS"], v2: ["CURRENT"] });
  expect(await read([before, after], { versionId: "v2" })).toEqual({ versions: after, pauses: [1000] });
  expect(await read([after, before], { versionId: "v1" })).toEqual({ versions: after, pauses: [] });
  expect(await read([[], after], undefined)).toEqual({ versions: after, pauses: [1000] });
  expect(await read([before], undefined, after)).toEqual({ versions: after, pauses: [] });
});

test("a version of state that the service no longer has is waited for a while only", async () => {
  const without = versionsOf({ v3: ["CURRENT"] });
  const { versions, pauses } = await read([without], { versionId: "v2" });
  expect(versions).toEqual(without);
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(15_000);
});
