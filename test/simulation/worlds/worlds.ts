import {
  switches,
  switchNames,
  type SwitchChanges,
  type SwitchName,
  type SwitchValues,
} from "../../../emulator/world/switches";
import { unusableWorlds } from "./known-messages";
import { countPairs, coveredPairs, coveringArray, type Choices } from "./covering-array";

/** What is tried of switches that are numbers: what the package waits for, what it does not, and the ends. */
const numbers: Readonly<Partial<Record<SwitchName, readonly number[]>>> = {
  listLagSeconds: [0, 3, 20, 600, 3600],
  showLagSeconds: [0, 3, 20, 600, 3600],
  versionLagSeconds: [0, 3, 20, 600, 3600],
  runLagSeconds: [0, 3, 20, 600, 3600],
  keyUseLagSeconds: [0, 10, 600],
  readyLagSeconds: [0, 10, 3600],
  mostInReply: [0, 1, 20],
  mostOnPage: [0, 2, 20],
  createdAtSkewSeconds: [0, -3600, -30, 30, 3600],
};

/** The values of each switch that are tried. */
export const triedValues: Choices = Object.fromEntries(switchNames.map((name) => [name, valuesOf(name)]));

/** Worlds in which each value of a switch meets each value of every other one. */
export function pairwiseWorlds(): readonly SwitchValues[] {
  return coveringArray(triedValues, unusableWorlds) as readonly unknown[] as readonly SwitchValues[];
}

/** So late a world shows things at most where faults are played, in seconds: a command waits for them. */
const longestLag = 3;

/**
 * Where a service is so, a request whose reply is lost, or that is sent twice, may leave an object that nobody knows, or that the
 * user has to look for (docs/limits.md).
 */
const unreliable: SwitchChanges = { sameName: "accepted", inspectionId: "own", takenName: "serverError" };

/** The worlds as changes of the usual one, in which nothing takes long and what is relied on is so. */
export function quickWorlds(): readonly SwitchChanges[] {
  return pairwiseWorlds().map((world) => {
    const values = switchNames.map((name) => {
      const value = world[name] === unreliable[name] ? switches[name].default : world[name];
      return [name, name.endsWith("LagSeconds") ? Math.min(Number(value), longestLag) : value] as const;
    });
    return Object.fromEntries(values.filter(([name, value]) => value !== switches[name].default));
  });
}

/** What is said of the worlds. */
export function extentOf(worlds: readonly SwitchValues[]): string {
  const values = Object.values(triedValues).reduce((sum, { length }) => sum + length, 0);
  const rows = worlds as readonly unknown[] as readonly Readonly<Record<string, unknown>>[];
  return (
    `${String(switchNames.length)} switches with ${String(values)} values, ` +
    `${String(coveredPairs(triedValues, rows))} of ${String(countPairs(triedValues))} pairs in ${String(worlds.length)} worlds`
  );
}

function valuesOf(name: SwitchName): readonly unknown[] {
  const { values } = switches[name];
  if (!("from" in values)) return values;
  const tried = numbers[name];
  if (tried === undefined) throw new Error(`say which numbers of ${name} are tried`);
  return tried;
}
