import { choice, wholeNumber } from "../switch";

/** How SCP gives its lists. */
export const lists = {
  mostOnPage: wholeNumber(0, 1000, {
    meaning: "the most objects on a page, whatever is asked for; 0 means that a page has as many as asked",
    where: "SCP: all lists, versions of secrets and items of reports included",
    evidence: "measured (SCP 3)",
  }),
  listOrder: choice(["newestFirst", "oldestFirst"], {
    meaning: "the order of a list where the request names none",
    where: "SCP: all lists, versions of secrets included; not the items of a report",
    evidence: "assumed",
  }),
  nameFilter: choice(["exact", "anyCase", "contains", "ignored"], {
    meaning:
      "which objects a list has that is asked for a name: those with just that name, in any letter case, with a name that contains it, or all",
    where: "keys, secrets, vaults, certificates",
    evidence: "assumed",
  }),
  listCount: choice(["number", "text", "missing"], {
    meaning: "the form of a list's `count`",
    where: "SCP: all lists",
    evidence: "documented",
  }),
  markerMeaning: choice(["after", "from", "ignored"], {
    meaning: "where the page of a `marker` begins: after its entry, with it, or at the beginning of the list",
    where: "Config Inspection: diagnoses, reports and the items of a report",
    evidence: "assumed (SCP 5)",
  }),
};
