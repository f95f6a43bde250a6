import { unknown, type Findings } from "./findings";

/** What the probe does not look at, and why. */
const reasons: Readonly<Record<string, string>> = {
  quotaStatus: "it does not use up a quota",
  sameMaterial: "it uploads no certificate",
  searchFilter: "it does not ask SpaceONE",
  mostInReply: "it does not ask SpaceONE",
  totalCount: "it does not ask SpaceONE",
  deletedServices: "it does not ask SpaceONE",
  deletedTwice: "it does not ask SpaceONE",
  serviceState: "it does not ask SpaceONE",
  updateReplies: "it does not ask SpaceONE",
  tagForm: "it does not ask SpaceONE",
  keyOrder: "it does not ask SpaceONE",
  emptyFields: "it does not ask SpaceONE",
  spaceoneTimes: "it does not ask SpaceONE",
};

/** The switches that the probe does not look at. */
export const unobserved: Findings = Object.fromEntries(
  Object.entries(reasons).map(([name, because]) => [name, unknown(`not looked at: ${because}`)]),
);
