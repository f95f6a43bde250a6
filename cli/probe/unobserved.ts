import { unknown, type Findings } from "./findings";

/** What the probe does not look at, and why. */
const reasons: Readonly<Record<string, string>> = {
  quotaStatus: "it does not use up a quota",
};

/** The switches that the probe does not look at. */
export const unobserved: Findings = Object.fromEntries(
  Object.entries(reasons).map(([name, because]) => [name, unknown(`not looked at: ${because}`)]),
);
