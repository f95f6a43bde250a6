import { choice, flag, wholeNumber } from "../switch";

/** How SCP writes what it shows. */
export const replies = {
  vaultTokenMask: choice(["none", "stars", "partial", "aes", "enc", "word"], {
    meaning: "the form of a vault's token in show",
    where: "Secret Vault: `vault_token_id` and `vault_token_secret_value`",
    evidence: "documented (SCP 6.3)",
  }),
  emptyLabels: choice(["list", "null", "missing", "text"], {
    meaning: "the `labels` of a version that has none",
    where: "secrets: the list of versions",
    evidence: "assumed (SCP 6.2)",
  }),
  scheduleSpelling: choice(["reference", "short", "number", "korean", "seconds", "lower"], {
    meaning: "how detail spells a schedule",
    where: "Config Inspection",
    evidence: "assumed (SCP 5)",
  }),
  scheduleZone: choice(["asSent", "utc", "seoul", "sameDay", "marked"], {
    meaning:
      "whether detail shows a schedule as it was sent; as UTC, if it was sent in Seoul's time, or the other way round; as UTC " +
      "with the day that was sent; or with `+09:00` behind its time",
    where: "Config Inspection",
    evidence: "assumed (SCP 5)",
  }),
  enumSpelling: choice(["reference", "lower", "upper", "mixed"], {
    meaning: "letter case of `csp_type`, `plan_type`, `diagnosis_check_type` and `key_type`",
    where: "Config Inspection; KMS",
    evidence: "documented",
  }),
  stateSpelling: choice(["reference", "upper", "lower", "spaced", "unknown"], {
    meaning: "the spelling of `state` and `vaultkey_state`",
    where: "KMS, secrets, vaults, certificates",
    evidence: "documented",
  }),
  createdAt: choice(["reference", "noZone", "offset", "seoulNoZone", "milliseconds", "missing", "empty"], {
    meaning: "the form of `created_at`",
    where: "all of SCP",
    evidence: "documented",
  }),
  createdAtSkewSeconds: wholeNumber(-3600, 3600, {
    meaning: "this number is added to `created_at`",
    where: "all of SCP",
    evidence: "assumed",
  }),
  deleteAtOfActive: choice(["reference", "empty", "old"], {
    meaning: "`delete_at` or `deleted_at` of an object that is not scheduled for deletion",
    where: "KMS, secrets, vaults",
    evidence: "assumed",
  }),
  emptyTexts: flag({
    meaning: 'null becomes "", and `region` is ""',
    where: "all of SCP; `region` of show and lists of KMS and secrets",
    evidence: "assumed",
  }),
  currentVersion: choice(["reference", "missing"], {
    meaning: "whether replies have `current_version`",
    where: "KMS, the reply of a rotation included",
    evidence: "documented",
  }),
  changeReplies: choice(["whole", "none", "before"], {
    meaning: "whether the reply of a change shows the object, has no body (204), or shows the object as it was before",
    where: "KMS; without a body also secrets, and the termination of vaults",
    evidence: "documented",
  }),
  nextRotation: choice(["reference", "null", "missing", "day", "milliseconds"], {
    meaning: "`next_rotate_at` of a key that is rotated by itself: a time, none, its day, or milliseconds since 1970",
    where: "KMS",
    evidence: "documented",
  }),
  useCount: choice(["number", "text", "null", "missing"], {
    meaning: "the form of `use_count`",
    where: "KMS",
    evidence: "documented",
  }),
  oddListEntry: flag({
    meaning: "lists end with one more object, which has an id and nothing else",
    where: "keys, managed keys, secrets, vaults, certificates, diagnoses",
    evidence: "assumed",
  }),
  inspectionTimes: choice(["reference", "seoul", "seoulAsUtc"], {
    meaning: "the dates of the auth key in detail",
    where: "Config Inspection",
    evidence: "documented (SCP 5)",
  }),
};
