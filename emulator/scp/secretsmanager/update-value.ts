import { ok } from "../../reply";
import type { Store } from "../../store/store";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { isSystemLabel, labelsAfter } from "./labels";
import { secretFields } from "./representation";
import { secrets, secretVersions, type Secret, type VersionLabel } from "./secret";
import { findActiveSecret } from "./secret-access";
import { findUsableKey } from "./secret-key";
import { valueRequest } from "./validation/secret";
import { newVersion } from "./version";

/** How many versions of a value are kept, including CURRENT and PREVIOUS (SCP 6.2). */
const keptVersions = 100;

export const updateValue: Operation = (request) => {
  const { secret_value } = decodeBody(valueRequest, request.body);
  const { context } = request;
  const secret = findActiveSecret(request);
  const key = findUsableKey(context, request.owner, secret.kms_id);
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

/** The oldest versions that have to go for a new one. A label of the user's own does not protect a version. */
function versionsBeyond(store: Store, { id }: Secret, labels: readonly VersionLabel[]): string[] {
  const kept = labels.filter(({ label }) => isSystemLabel(label)).map(({ version_id }) => version_id);
  const versions = Array.from(store.of(secretVersions).owned(id), ({ version_id }) => version_id);
  const removable = versions.filter((versionId) => !kept.includes(versionId));
  return removable.slice(0, Math.max(0, versions.length + 1 - keptVersions));
}
