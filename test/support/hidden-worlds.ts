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
  const isListed = world.listLagSeconds <= patience;
  const isKeyUsed = world.keyUseLagSeconds <= patience;
  const areVersionsSeen = isShown && isKeyUsed;
  const areVersionsShown = areVersionsSeen && world.versionLagSeconds <= patience;
  const doWait = world.deletion === "waits";
  const isWaitingSeen = isShown && doWait && world.waitingObjects !== "hidden";
  const lag = (seconds: number): readonly unknown[] => (seconds <= patience ? [seconds] : []);
  const both = (values: readonly string[], value: string): readonly string[] =>
    values.includes(value) ? values : [value];
  const single = Object.fromEntries(switchNames.map((name) => [name, [world[name]]])) as unknown as Record<
    SwitchName,
    readonly unknown[]
  >;
  const orNull = (values: readonly string[], value: string): readonly string[] =>
    world.emptyTexts ? both(values, value) : [value];
  const hidden = Object.fromEntries(Object.keys(unobserved).map((name) => [name, []]));
  return {
    ...single,
    ...hidden,
    listLagSeconds: lag(world.listLagSeconds),
    showLagSeconds: lag(world.showLagSeconds),
    versionLagSeconds: areVersionsSeen ? lag(world.versionLagSeconds) : [],
    runLagSeconds: isShown ? lag(world.runLagSeconds) : [],
    vaultTokenMask: isShown ? single.vaultTokenMask : [],
    vaultLists: isShown ? single.vaultLists : [],
    takenName: world.sameName === "accepted" ? [] : single.takenName,
    sameMaterial: world.sameMaterial === "accepted" || isTakenKnown(world) ? single.sameMaterial : [],
    savedTwice: isSavedTwiceSeen(world) ? single.savedTwice : [],
    markerMeaning: isListed && world.sameName !== "refused" ? single.markerMeaning : [],
    scheduleSpelling: isShown ? single.scheduleSpelling : [],
    scheduleZone: isShown ? single.scheduleZone : [],
    inspectionTimes: isShown ? single.inspectionTimes : [],
    emptyLabels: areVersionsShown ? orNull(["null", "text"], world.emptyLabels) : [],
    enumSpelling: isShown ? single.enumSpelling : both(["reference", "lower"], world.enumSpelling),
    secretDeletionDays: isKeyUsed ? single.secretDeletionDays : [],
    waitingObjects: doWait ? visibleWaiting(world) : [],
    stateSpelling: isWaitingSeen ? single.stateSpelling : both(["reference", "spaced"], world.stateSpelling),
    createdAtSkewSeconds: ["missing", "empty"].includes(world.createdAt) ? [] : single.createdAtSkewSeconds,
    deleteAtOfActive: orNull(["reference", "empty"], world.deleteAtOfActive),
    emptyDescription: orNull(["text", "null"], world.emptyDescription),
    keyUseLagSeconds: isKeyUsed && isUseLater(world) ? single.keyUseLagSeconds : [],
    listedIds: isListed ? single.listedIds : [],
    referredIds: isKeyUsed ? single.referredIds : [],
    cidrForm: isKeyUsed ? single.cidrForm : [],
    useCount: areVersionsSeen ? single.useCount : [],
    versionForm: areVersionsShown ? single.versionForm : [],
    labelMove: areVersionsShown ? single.labelMove : [],
    sameValue: !isKeyUsed ? [] : areVersionsShown ? single.sameValue : both(["newVersion", "ignored"], world.sameValue),
    restoreOfActive: isKeyUsed ? single.restoreOfActive : [],
    nextRotation: isShown ? single.nextRotation : [],
    // A page that is as long as the longest that can be asked for is not told from one without a limit.
    mostOnPage: world.mostOnPage > 0 && world.mostOnPage < 1000 ? single.mostOnPage : [],
    listOrder: isListed ? single.listOrder : [],
    nameFilter: isListed ? single.nameFilter : [],
    deletedName: !doWait ? [] : world.sameName === "accepted" ? ["taken", "free"] : single.deletedName,
    ...visibleOfSpaceone(world),
    secondDeletion: doWait ? visibleSecondDeletion(world, isWaitingSeen, isKeyUsed) : [],
  };
}

/** So many cloud services the probe makes. */
const cloudServices = 2;

function visibleOfSpaceone(world: SwitchValues): Partial<Record<SwitchName, readonly unknown[]>> {
  const { mostInReply, deletedServices, deletedTwice } = world;
  const isShown = world.showLagSeconds <= patience;
  const isListed = world.listLagSeconds <= patience;
  const isKept = deletedServices !== "hidden";
  return {
    tagForm: isShown ? [world.tagForm] : [],
    totalCount: isListed ? [world.totalCount] : [],
    searchFilter: isListed ? [world.searchFilter] : [],
    // A reply that has as many as there are is not told from one without a limit.
    mostInReply: isListed && mostInReply > 0 && mostInReply < cloudServices ? [mostInReply] : [],
    deletedServices: !isShown ? [] : isListed || !isKept ? [deletedServices] : ["shown", "listed"],
    deletedTwice: isShown && isKept ? [deletedTwice] : [],
  };
}

/** Whether a second diagnosis with one id tells what becomes of it. */
function isSavedTwiceSeen(world: SwitchValues): boolean {
  return world.inspectionId === "requested" && (world.savedTwice === "updated" || isTakenKnown(world));
}

/** Whether a refusal is known to be one of what is there already: nobody knows a status that no name has told. */
function isTakenKnown({ sameName, takenName }: SwitchValues): boolean {
  return sameName !== "accepted" || takenName === "conflict";
}

/** Whether a key can be used later than it is ready: otherwise nobody sees when that would be. */
function isUseLater({ keyUseLagSeconds, readyLagSeconds }: SwitchValues): boolean {
  return readyLagSeconds <= 1 || keyUseLagSeconds > readyLagSeconds;
}

/**
 * Switches that may be seen or not: clocks of whole seconds blur which of two lags is the longer one, and what nobody waits
 * for to be listed may be listed while the probe waits for something else.
 */
export function blurred({ keyUseLagSeconds, readyLagSeconds, listLagSeconds }: SwitchValues): readonly SwitchName[] {
  const areLagsNear = readyLagSeconds === 1 || Math.abs(keyUseLagSeconds - readyLagSeconds) <= 5;
  return [...(areLagsNear ? (["keyUseLagSeconds"] as const) : []), ...(listLagSeconds > patience ? lateSwitches : [])];
}

const lateSwitches = [
  "listOrder",
  "waitingObjects",
  "totalCount",
  "searchFilter",
  "mostInReply",
  "deletedServices",
] as const satisfies readonly SwitchName[];

/** What lists and reads show of an object that waits for its deletion. */
function visibleWaiting({ waitingObjects, showLagSeconds, listLagSeconds }: SwitchValues): readonly string[] {
  const isListed = listLagSeconds <= patience;
  if (showLagSeconds <= patience) {
    return isListed || waitingObjects === "hidden" ? [waitingObjects] : ["shown", "unlisted"];
  }
  if (!isListed) return ["shown", "unlisted", "hidden"];
  return waitingObjects === "shown" ? ["shown"] : ["unlisted", "hidden"];
}

/** What a second deletion of a key tells, and one of a secret, whose own way is another; the date may not be shown. */
function visibleSecondDeletion(
  { secondDeletion }: SwitchValues,
  isDateShown: boolean,
  isSecretMade: boolean,
): readonly string[] {
  const ofKey = { taken: ["own", "taken"], moved: ["moved"], refused: ["refused"], notFound: ["notFound"] };
  const ofSecret = { taken: ["taken"], moved: ["moved"], refused: ["own", "refused"], notFound: ["notFound"] };
  const seen = (outcome: keyof typeof ofKey, of: typeof ofKey): readonly string[] =>
    isDateShown || (outcome !== "taken" && outcome !== "moved") ? of[outcome] : [...of.taken, ...of.moved];
  const key = seen(secondDeletion === "own" ? "taken" : secondDeletion, ofKey);
  if (!isSecretMade) return key;
  const secret = seen(secondDeletion === "own" ? "refused" : secondDeletion, ofSecret);
  return key.filter((value) => secret.includes(value));
}
