import { expect, test } from "@jest/globals";

import { coveredPairs, countPairs, coveringArray } from "./worlds/covering-array";
import { Expected } from "./worlds/judge";
import { newLives } from "./worlds/new-lives";
import { pairwiseWorlds, triedValues } from "./worlds/worlds";

// A part of what `npm run simulate:worlds` lives: some flows of each kind in some of the worlds.

const worlds = pairwiseWorlds();

test("each value of a switch meets each value of every other one", () => {
  const rows = worlds as readonly unknown[] as readonly Readonly<Record<string, unknown>>[];
  expect(coveredPairs(triedValues, rows)).toBe(countPairs(triedValues));
  expect(pairwiseWorlds()).toEqual(worlds);
  expect(worlds.length).toBeLessThan(70);
});

test("values that stand apart meet in one row, and all other pairs in other rows", () => {
  const choices = { a: [1, 2], b: [1, 2], c: [1, 2, 3] };
  const rows = coveringArray(choices, [{ a: 2, b: 2 }]);
  const isApart = ({ a, b }: Readonly<Record<string, unknown>>): boolean => a === 2 && b === 2;
  expect(rows.filter(isApart)).toEqual([{ a: 2, b: 2, c: 1 }]);
  expect(coveredPairs(choices, rows)).toBe(countPairs(choices));
  expect(
    coveredPairs(
      choices,
      rows.filter((row) => !isApart(row)),
    ),
  ).toBe(countPairs(choices) - 1);
});

test("all kinds do in strange worlds what they do in the usual one, or say what they have met", async () => {
  const lives = await newLives();
  const isLived = (index: number): boolean => index % 13 === 0;
  const [first] = worlds;
  const some = worlds.filter((_, index) => index % 9 === 4 || index === worlds.length - 1);
  const expected = new Expected(first === undefined ? [] : await lives.in(first, isLived));
  const wrong: string[] = [];
  for (const world of some) {
    for (const lived of await lives.in(world, isLived)) {
      wrong.push(...expected.wrong(lived, world).map((text) => `${lived.kind}, ${lived.flow}: ${text}`));
    }
  }
  expect(wrong).toEqual([]);
});
