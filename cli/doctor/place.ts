import type { ScpSettings } from "../../provider/settings/reading/scp-settings";
import type { Check } from "./check";
import type { Place } from "./probes";

type Expected = Pick<ScpSettings, "accountId" | "region">;

/** Whether what SCP's services have shown is in the account and the region of the settings. */
export function checkPlace({ accountId, region }: Expected, places: readonly Place[]): readonly Check[] {
  const accounts = distinct(places.map((place) => place.account));
  const regions = distinct(places.map((place) => place.region));
  return [
    compared("account", accounts, accountId, (shown) => shown === accountId, {
      remedy: "use the credentials of that account, or set scp:accountId to the one that answers",
    }),
    compared("region", regions, region, (shown) => isSameRegion(shown, region), {
      remedy: "set scp:region to the region that is meant, and check that scp:endpoint, if it is set, leads there",
    }),
  ];
}

function compared(
  check: "account" | "region",
  shown: readonly string[],
  wanted: string | undefined,
  isWanted: (shown: string) => boolean,
  { remedy }: { readonly remedy: string },
): Check {
  if (shown.length === 0) {
    return { check, status: "ok", message: `unknown: no object was shown that tells its ${check}` };
  }
  const answers = `${shown.join(", ")} answers`;
  if (wanted === undefined || shown.some(isWanted)) return { check, status: "ok", message: answers };
  const setting = check === "account" ? "scp:accountId" : "scp:region";
  return { check, status: "wrong", message: `${answers}, which is not the one of ${setting}`, remedy };
}

/** Some services write a region without its country: `west1`. */
function isSameRegion(shown: string, wanted = ""): boolean {
  return shown === wanted || wanted.endsWith(`-${shown}`) || shown.endsWith(`-${wanted}`);
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}
