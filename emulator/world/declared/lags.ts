import { wholeNumber } from "../switch";

/** How late reads show what was done. */
export const lags = {
  listLagSeconds: wholeNumber(0, 3600, {
    meaning: "an object that was made within this time is in no list and in no check of names",
    where:
      "all: lists and filtered lists, KMS `duplicate`, `check-duplication`; cloud services, change history and secrets of SpaceONE",
    evidence: "assumed",
  }),
  showLagSeconds: wholeNumber(0, 3600, {
    meaning: "a GET does not find an object that was made within this time",
    where: "all: show, `users`, a secret's versions, detail and report; `get` of SpaceONE",
    evidence: "assumed",
  }),
  versionLagSeconds: wholeNumber(0, 3600, {
    meaning: "reads show versions, and labels of versions, as they were this long ago",
    where: "KMS: `current_version` of show and lists; secrets: the list of versions",
    evidence: "assumed",
  }),
  runLagSeconds: wholeNumber(0, 3600, {
    meaning: "a run that was requested within this time is neither in detail nor in reports",
    where: "Config Inspection, the list of diagnoses included",
    evidence: "assumed",
  }),
  keyUseLagSeconds: wholeNumber(0, 3600, {
    meaning: "a key that was made within this time cannot be used yet, although it is shown as `Active`",
    where: "KMS: all that uses a key; secrets: creation, a new value, a change of the key",
    evidence: "inferred (SCP 6.1)",
  }),
  readyLagSeconds: wholeNumber(0, 3600, {
    meaning:
      "an object that was made within this time is `Creating`: it can be neither used nor changed, and only a key deleted",
    where: "KMS, vaults",
    evidence: "documented (SCP 6.1)",
  }),
};
