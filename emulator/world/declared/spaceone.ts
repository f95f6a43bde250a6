import { choice } from "../switch";

/** In what SpaceONE's services may differ from their 2.x code. */
export const spaceone = {
  searchFilter: choice(["exact", "contains", "ignored"], {
    meaning:
      "which objects a list has whose query compares a field with a text: those with just that text, with a text that contains it, or all",
    where: "SpaceONE: lists of cloud services and secrets",
    evidence: "source (SPO 4)",
  }),
};
