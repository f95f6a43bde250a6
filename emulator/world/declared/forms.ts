import { choice, flag } from "../switch";

/** The forms that SCP may give to what it shows, other than the reference's. */
export const forms = {
  versionForm: choice(["reference", "id", "label", "text", "objects"], {
    meaning: "the form of a version in `version_list`",
    where: "secrets: the list of versions",
    evidence: "assumed (SCP 6.2)",
  }),
  emptyDescription: choice(["text", "null", "missing"], {
    meaning: "a `description` that is empty",
    where: "all of SCP",
    evidence: "assumed",
  }),
  rotateCycleOff: choice(["number", "null", "zero"], {
    meaning: "`rotate_cycle` of a key that is not rotated by itself",
    where: "KMS",
    evidence: "assumed",
  }),
  cidrForm: choice(["spaced", "tight", "bare", "list"], {
    meaning: "the form of `acl_cidr`",
    where: "secrets, vaults",
    evidence: "documented (SCP 6.3)",
  }),
  vaultLists: flag({
    meaning: "texts stand in lists of one item, and numbers are texts, as in the reference's example",
    where: "Secret Vault: show",
    evidence: "documented (SCP 6.3)",
  }),
  unknownFields: flag({
    meaning: "each object has one field more, which no reference names",
    where: "all of SCP",
    evidence: "assumed",
  }),
  listedIds: choice(["same", "otherCase", "dashes", "srn"], {
    meaning:
      "the form of an object's id in lists: as elsewhere, in the other letter case, with the dashes of a UUID, or as an SRN that " +
      "ends with it. Requests may have all of these but the SRN",
    where: "SCP: lists of objects",
    evidence: "assumed",
  }),
  referredIds: choice(["same", "otherCase", "dashes", "srn"], {
    meaning: "the form of another object's id, likewise",
    where:
      "secrets, vaults, Config Inspection, users of a key: `kms_id`, `access_key_id`, `auth_key_id`, `resource_id`, `user_id`",
    evidence: "assumed",
  }),
  certificateTimes: choice(["reference", "seoul", "zulu", "day", "digits"], {
    meaning: "the form of `not_before_dt` and `not_after_dt`",
    where: "Certificate Manager",
    evidence: "measured (SCP 4)",
  }),
};
