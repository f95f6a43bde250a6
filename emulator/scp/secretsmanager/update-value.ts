import { ok } from "../../reply";
import type { Store } from "../../store/store";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation, ScpRequest } from "../service";
import { current, isSystemLabel, labelledVersion, labelsAfter } from "./labels";
import { secretFields } from "./representation";
import { secrets, secretVersions, type Secret, type VersionLabel } from "./secret";
import { findActiveSecret, refusal } from "./secret-access";
import { findUsableKey } from "./secret-key";
import { valueRequest } from "./validation/secret";
import { digestOf, newVersion } from "./version";

/** How many versions of a value are kept, including CURRENT and PREVIOUS (SCP 6.2). */
const keptVersions = 100;

export const updateValue: Operation = (request) => {
  const { secret_value } = decodeBody(valueRequest, request.body);
  const { context } = request;
  const secret = findActiveSecret(request);
  const key = findUsableKey(context, request.owner, secret.kms_id);
  if (isCurrent(request, secret, secret_value)) {
    if (context.world.current.sameValue === "refused")
      throw refusal("value.unchanged", "The value is the current one.");
    return ok({ secret: secretFields(secret) });
  }
  const version = newVersion(request, secret.id, key, secret_value);
  const labels = labelsAfter(secret, version.version_id);
  const forgotten = versionsBeyond(context.store, secret, labels);
  const changed: Secret = {
    ...secret,
    ...modification(request),
    labels: labels.filter(({ version_id }) => !forgotten.includes(version_id)),
  };
  context.store.commit(
    secretVersions.put(version),
    ...forgotten.map((versionId) => secretVersions.drop(versionId)),
    secrets.put(changed),
  );
  return ok({ secret: secretFields(changed) });
};

/** Whether a value is the current one, where such a value makes no version. */
function isCurrent({ context }: ScpRequest, secret: Secret, value: string): boolean {
  if (context.world.current.sameValue === "newVersion") return false;
  const now = context.store.of(secretVersions).get(labelledVersion(secret, current) ?? "");
  return now?.value_sha256 === digestOf(value);
}

/** The oldest versions that have to go for a new one. A label of the user's own does not protect a version. */
function versionsBeyond(store: Store, { id }: Secret, labels: readonly VersionLabel[]): string[] {
  const kept = labels.filter(({ label }) => isSystemLabel(label)).map(({ version_id }) => version_id);
  const versions = Array.from(store.of(secretVersions).owned(id), ({ version_id }) => version_id);
  const removable = versions.filter((versionId) => !kept.includes(versionId));
  return removable.slice(0, Math.max(0, versions.length + 1 - keptVersions));
}
