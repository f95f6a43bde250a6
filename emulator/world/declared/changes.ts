import { choice } from "../switch";

/** What SCP does where a request asks for what is so already, or for what was asked for before. */
export const changes = {
  sameValue: choice(["newVersion", "ignored", "refused"], {
    meaning: "what becomes of a new value that is the current one: a version, nothing, or a refusal with 400",
    where: "secrets",
    evidence: "assumed",
  }),
  unchanged: choice(["taken", "refused"], {
    meaning: "whether a change to what is so already is taken, or refused with 400",
    where: "KMS: description, rotation and state; secrets: all changes but those of values and labels",
    evidence: "assumed",
  }),
  secondDeletion: choice(["own", "taken", "moved", "refused", "notFound"], {
    meaning:
      "what a second request for a deletion comes to: keys take it and the others refuse it with 400; or all take it and " +
      "the date stays or moves, or refuse it with 400 or 404",
    where: "KMS, secrets, vaults",
    evidence: "measured for keys (SCP 6.1), else assumed",
  }),
  restoreOfActive: choice(["taken", "refused"], {
    meaning: "whether a secret that does not wait for its deletion can be restored, or that is refused with 400",
    where: "secrets",
    evidence: "assumed",
  }),
  savedTwice: choice(["refused", "updated"], {
    meaning: "whether a diagnosis whose id exists is refused, or takes the place of the one that has it",
    where: "Config Inspection",
    evidence: "assumed",
  }),
  labelMove: choice(["refused", "moved"], {
    meaning: "whether a label that is on a version can be added to another one without naming the first",
    where: "secrets",
    evidence: "assumed",
  }),
};
