import { listOf, memberOf } from "../../shown";
import { newestFirst } from "../../lists";
import type { Answer, Ask, Wire } from "../../wire";

/** So many pages are read of a secret's versions. */
const mostPages = 5;

/** A version of the probe's own secret, and in what form the service writes it. */
export interface Version {
  readonly id: unknown;
  readonly idField: unknown;
  readonly labels: unknown;
  readonly labelsField: unknown;
}

/** A page of a secret's versions, the newest first. */
export function versionPage(secretId: string, page = 0): Ask {
  return { call: "listVersions", path: { secret_id: secretId }, query: { size: 100, page, ...newestFirst } };
}

export function versionsIn({ shown }: Answer): readonly Version[] {
  return listOf(shown, "versions").map((version) => ({
    id: memberOf(version, "id"),
    idField: memberOf(version, "idField"),
    labels: memberOf(version, "labels"),
    labelsField: memberOf(version, "labelsField"),
  }));
}

/** The newest versions. A service may ignore pages, and give all of them again. */
export async function newestVersions(wire: Wire, secretId: string): Promise<readonly Version[]> {
  const versions = new Map<unknown, Version>();
  for (let page = 0; page < mostPages; page++) {
    const fresh = versionsIn(await wire.ask(versionPage(secretId, page))).filter(({ id }) => !versions.has(id));
    if (fresh.length === 0) break;
    for (const version of fresh) versions.set(version.id, version);
    if (hasAllKinds([...versions.values()])) break;
  }
  return [...versions.values()];
}

/** Whether there is one without a label, and two others: the current one, and the one before. */
function hasAllKinds(versions: readonly Version[]): boolean {
  return versions.length > 2 && versions.some(({ labels }) => labelsIn(labels).length === 0);
}

/** The labels of a version, in whatever form they are. */
export function labelsIn(labels: unknown): readonly unknown[] {
  if (typeof labels === "string") return labels === "" ? [] : labels.split(/\s*,\s*/);
  return Array.isArray(labels) ? labels.map((label: unknown) => memberOf(label, "label") ?? label) : [];
}
