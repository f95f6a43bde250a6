import { unknown, type Findings } from "./findings";

/** What the probe does not look at, and why. */
const reasons: Readonly<Record<string, string>> = {
  mostOnPage: "only a list of many objects shows it",
  listOrder: "an account's list has objects of others, which are not the probe's business",
  takenName: "it would need two objects with one name",
  unknownObject: "an id that no object has may be somebody else's",
  refusalStatus: "nothing that is refused for sure is asked for",
  deletedName: "it would need two objects with one name",
  versionForm: "the probe keeps nothing of a version but its labels",
  emptyDescription: "all that it makes is described",
  rotateCycleOff: "it keeps no cycle of a key",
  cidrForm: "it keeps no networks",
  vaultLists: "it keeps nothing of a vault but the form of its token",
  unknownFields: "it keeps only fields that it knows",
  certificateTimes: "it makes no certificate",
  markerMeaning: "only a list of several diagnoses shows it",
  nameFilter: "an account's list has objects of others, which are not the probe's business",
  changeReplies: "it keeps nothing of the replies of changes",
  nextRotation: "it keeps no rotation of a key",
  useCount: "it keeps no uses of a key",
  sameValue: "it would need a secret's values to be set once more",
  unchanged: "nothing that may be refused is asked for",
  secondDeletion: "nothing is deleted twice",
  restoreOfActive: "nothing is restored",
  savedTwice: "it would need two diagnoses with one id",
  labelMove: "it makes no labels",
  keyUseLagSeconds: "it waits before it uses a key",
  searchFilter: "it does not ask SpaceONE",
  mostInReply: "it does not ask SpaceONE",
  totalCount: "it does not ask SpaceONE",
  deletedServices: "it does not ask SpaceONE",
  deletedTwice: "it does not ask SpaceONE",
  serviceState: "it does not ask SpaceONE",
  updateReplies: "it does not ask SpaceONE",
  readyLagSeconds: "it waits until an object can be changed",
};

/** The switches that the probe does not look at. */
export const unobserved: Findings = Object.fromEntries(
  Object.entries(reasons).map(([name, because]) => [name, unknown(`not looked at: ${because}`)]),
);
