import type { Environment } from "../../provider/calls/environment";
import { SettingsError } from "../../provider/settings/errors";
import { cloudNames } from "../settings/cloud-names";
import { UserError } from "../user-error";
import type { Source } from "./collect";

/** A cloud that nobody has set up is not used: its kinds are left out, and the user is told. */
export function usedKinds<T extends Pick<Source<unknown>, "cloud">>(
  { connection }: Environment,
  kinds: readonly T[],
): readonly T[] {
  const clouds = [...new Set(kinds.map(({ cloud }) => cloud))];
  const unset = new Map(
    clouds.flatMap((cloud) => {
      const reason = reasonOf(() => connection.place(cloud));
      return reason === undefined ? [] : [[cloud, reason] as const];
    }),
  );
  if (unset.size === clouds.length) throw new UserError([...unset.values()].join("\n"));
  for (const [cloud, reason] of unset) console.error(`Left out: ${cloudNames[cloud]}: ${reason}`);
  return kinds.filter(({ cloud }) => !unset.has(cloud));
}

/** Why a cloud is not set up; undefined where it is, rightly or wrongly. */
function reasonOf(use: () => unknown): string | undefined {
  try {
    use();
    return undefined;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.isUnset ? error.message : undefined;
  }
}
