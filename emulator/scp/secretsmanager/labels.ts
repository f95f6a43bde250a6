import type { Secret, SecretVersion, VersionLabel } from "./secret";

/** The label of the newest value. */
export const current = "CURRENT";

/** The label of the value before. */
const previous = "PREVIOUS";

/** The labels that only the service itself moves. */
export function isSystemLabel(label: string): boolean {
  return label === current || label === previous;
}

/** The version that a label is on. */
export function labelledVersion({ labels }: Secret, label: string): string | undefined {
  return labels.find((candidate) => candidate.label === label)?.version_id;
}

export function labelsOf({ labels }: Secret, versionId: string): string[] {
  return labels.filter(({ version_id }) => version_id === versionId).map(({ label }) => label);
}

/** The system's labels for a list of versions, the oldest of which comes first. */
export function labelsOfNewest(versions: readonly SecretVersion[]): VersionLabel[] {
  const [newest, before] = versions.slice(-2).reverse();
  return [
    ...(newest ? [{ label: current, version_id: newest.version_id }] : []),
    ...(before ? [{ label: previous, version_id: before.version_id }] : []),
  ];
}

/** A secret's labels after a new value: the new version is CURRENT, and the version before is PREVIOUS. */
export function labelsAfter(secret: Secret, versionId: string): VersionLabel[] {
  const before = labelledVersion(secret, current);
  return [
    { label: current, version_id: versionId },
    ...(before === undefined ? [] : [{ label: previous, version_id: before }]),
    ...secret.labels.filter(({ label }) => !isSystemLabel(label)),
  ];
}
