import { choice, wholeNumber } from "../switch";

/** In what SpaceONE's services may differ from their 2.x code. */
export const spaceone = {
  searchFilter: choice(["exact", "contains", "ignored"], {
    meaning:
      "which objects a list has whose query compares a field with a text: those with just that text, with a text that contains it, or all",
    where: "SpaceONE: lists of cloud services and secrets",
    evidence: "source (SPO 4)",
  }),
  mostInReply: wholeNumber(0, 1000, {
    meaning: "the most objects in one reply of a list, whatever is asked for; 0 means as many as the 2.x code gives",
    where: "SpaceONE: lists of cloud services and secrets",
    evidence: "source (SPO 4)",
  }),
  totalCount: choice(["number", "text", "missing"], {
    meaning: "the form of `total_count`",
    where: "SpaceONE: all lists and statistics",
    evidence: "measured (SPO 1)",
  }),
  deletedServices: choice(["shown", "hidden", "listed"], {
    meaning: "whether a deleted cloud service can still be read, is not found, or is in lists as well",
    where: "SpaceONE: cloud services",
    evidence: "measured (SPO 2)",
  }),
  deletedTwice: choice(["own", "taken", "notFound"], {
    meaning:
      "what a second deletion comes to: cloud services refuse it with 400 and secrets with 404; or all take it or refuse it with 404",
    where: "SpaceONE: cloud services and secrets",
    evidence: "measured (SPO 2, SPO 3)",
  }),
  serviceState: choice(["reference", "lower", "mixed", "missing"], {
    meaning: "the spelling of `state`, or that there is none",
    where: "SpaceONE: cloud services",
    evidence: "measured (SPO 2)",
  }),
  updateReplies: choice(["whole", "before", "empty"], {
    meaning: "whether the reply of an update shows the object, shows it as it was before, or is `{}`",
    where: "SpaceONE: cloud services and secrets",
    evidence: "measured (SPO 2, SPO 3)",
  }),
  tagForm: choice(["reference", "list", "flat", "numbers"], {
    meaning:
      "the form of `tags`: objects, those of a cloud service in branches; lists of `key` and `value` instead; one object without " +
      "branches; or texts that are numbers shown as numbers",
    where: "SpaceONE: cloud services and secrets",
    evidence: "measured (SPO 2, SPO 3)",
  }),
  keyOrder: choice(["kept", "reversed"], {
    meaning: "whether the names in an object stand in the order in which they were sent, or the other way round",
    where: "SpaceONE: all replies",
    evidence: "assumed",
  }),
  emptyFields: choice(["omitted", "shown", "null"], {
    meaning: "whether a field without content is left out, has its empty value, or is null",
    where: "SpaceONE: all replies",
    evidence: "measured (SPO 1)",
  }),
  spaceoneTimes: choice(["reference", "micros", "offset", "noZone", "missing"], {
    meaning: "the form of `created_at`, `updated_at` and `deleted_at`",
    where: "SpaceONE: cloud services, their history and secrets",
    evidence: "measured (SPO 1)",
  }),
};
