import { unobserved } from "../../cli/probe/unobserved";
import { seededRandom } from "../../emulator/random";
import { switches, switchNames, type SwitchName, type SwitchValues } from "../../emulator/world/switches";

/** How long the probe waits in these worlds, in seconds. */
export const patience = 60;

/** A world that nobody knows: the same seed gives the same one. */
export function hiddenWorld(seed: number): SwitchValues {
  const random = seededRandom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const values = switchNames.map((name) => [name, valueOf(name, pick)] as const);
  return Object.fromEntries(values) as unknown as SwitchValues;
}

function valueOf(name: SwitchName, pick: (count: number) => number): string | number | boolean {
  const { values } = switches[name];
  if (!("from" in values)) return values[pick(values.length)] ?? "";
  if (!name.endsWith("LagSeconds")) return values.from + pick(values.to - values.from + 1);
  const kind = pick(10);
  // One lag in ten is longer than anybody waits. What does not get ready cannot be removed.
  if (kind === 0 && name !== "readyLagSeconds") return patience + 1 + pick(values.to - patience);
  return kind < 4 ? pick(4) : pick(patience + 1);
}

/** Whether a value was found: creation and reply may be on both sides of a second's end. */
export function isNear(one: unknown, other: unknown): boolean {
  return typeof one === "number" && typeof other === "number" ? Math.abs(one - other) <= 1 : one === other;
}

/** The values that replies of a world allow: one where it can be seen, none where nothing can. */
export function visibleValues(world: SwitchValues): Readonly<Record<SwitchName, readonly unknown[]>> {
  const isShown = world.showLagSeconds <= patience;
  const isKeyUsed = world.keyUseLagSeconds <= patience;
  const areVersionsSeen = isShown && isKeyUsed;
  const areVersionsShown = areVersionsSeen && world.versionLagSeconds <= patience;
  const isWaitingSeen = areVersionsSeen && world.deletion === "waits" && world.waitingObjects !== "hidden";
  const lag = (seconds: number): readonly unknown[] => (seconds <= patience ? [seconds] : []);
  const both = (values: readonly string[], value: string): readonly string[] =>
    values.includes(value) ? values : [value];
  const single = Object.fromEntries(switchNames.map((name) => [name, [world[name]]])) as unknown as Record<
    SwitchName,
    readonly unknown[]
  >;
  const listable = world.listLagSeconds <= patience ? single.waitingObjects : ["shown", "unlisted"];
  const emptyLabels = world.emptyTexts ? both(["null", "text"], world.emptyLabels) : single.emptyLabels;
  const hidden = Object.fromEntries(Object.keys(unobserved).map((name) => [name, []]));
  return {
    ...single,
    ...hidden,
    listLagSeconds: lag(world.listLagSeconds),
    showLagSeconds: lag(world.showLagSeconds),
    versionLagSeconds: areVersionsSeen ? lag(world.versionLagSeconds) : [],
    runLagSeconds: isShown ? lag(world.runLagSeconds) : [],
    vaultTokenMask: isShown ? single.vaultTokenMask : [],
    scheduleSpelling: isShown ? single.scheduleSpelling : [],
    inspectionTimes: isShown ? single.inspectionTimes : [],
    emptyLabels: areVersionsShown ? emptyLabels : [],
    enumSpelling: isShown ? single.enumSpelling : both(["reference", "lower"], world.enumSpelling),
    secretDeletionDays: isKeyUsed ? single.secretDeletionDays : [],
    deletion: isWaitingSeen ? single.deletion : [],
    waitingObjects: isWaitingSeen ? listable : [],
    stateSpelling: isWaitingSeen ? single.stateSpelling : both(["reference", "spaced"], world.stateSpelling),
    createdAtSkewSeconds: ["missing", "empty"].includes(world.createdAt) ? [] : single.createdAtSkewSeconds,
    deleteAtOfActive: world.emptyTexts ? both(["reference", "empty"], world.deleteAtOfActive) : single.deleteAtOfActive,
  };
}
