import type { SecretVersion } from "../../../clients/scp/secretsmanager/secret";
import { settlingPausesMs } from "../../../lifecycle/command/young-objects";
import type { Context } from "../../../lifecycle/definition/context";

export type Versions = readonly SecretVersion[];

/** The labels that only the service itself moves. */
export const systemLabels: readonly string[] = ["CURRENT", "PREVIOUS"];

/** Id of the version with a label. */
export function labelled(versions: Versions, label: string): string | undefined {
  return versions.find(({ labels }) => labels.includes(label))?.id;
}

/** All labels but the service's own, and the version that each is on. */
export function ownLabels(versions: Versions): Record<string, string> {
  return Object.fromEntries(
    versions.flatMap(({ id, labels }) =>
      labels.filter((label) => !systemLabels.includes(label)).map((label) => [label, id] as const),
    ),
  );
}

/**
 * The versions of a secret. A list without any is too old, and so is one that lacks the newest version which was seen before,
 * in this operation or in an earlier one: it is read again for as long as the service may lag. Undefined if the list is not
 * understood.
 */
export async function readVersions(
  { scp, pause, lastOutputs }: Pick<Context, "scp" | "pause" | "lastOutputs">,
  id: string,
  seen: Versions = [],
): Promise<Versions | undefined> {
  const newest = labelled(seen, "CURRENT") ?? lastOutputs?.["versionId"];
  const isOld = (listed: Versions): boolean =>
    listed.length === 0 || (newest !== undefined && !listed.some((version) => version.id === newest));
  let listed = await scp.secrets.listVersions(id);
  for (const ms of settlingPausesMs) {
    if (listed === undefined || !isOld(listed)) return listed;
    if (seen.length > 0) return seen;
    await pause(ms);
    listed = await scp.secrets.listVersions(id);
  }
  return listed;
}
