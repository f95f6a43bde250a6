import { isBehind, type Moment } from "../../world/lag";
import type { Store } from "../../store/store";
import { isSystemLabel, labelsOfNewest } from "./labels";
import { secretVersions, type Secret, type SecretVersion } from "./secret";

/** A secret's versions and labels as reads show them: as they were `versionLagSeconds` ago. */
export function seenVersions(
  moment: Moment,
  store: Store,
  secret: Secret,
): { readonly seen: Secret; readonly versions: readonly SecretVersion[] } {
  const all = Array.from(store.of(secretVersions).owned(secret.id));
  const versions = all.filter(({ created_at }) => !isBehind(moment, "versionLagSeconds", Date.parse(created_at)));
  if (versions.length === all.length) return { seen: secret, versions };
  const own = secret.labels.filter(({ label }) => !isSystemLabel(label));
  return { seen: { ...secret, labels: [...labelsOfNewest(versions), ...own] }, versions };
}
