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
};
