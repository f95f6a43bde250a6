import type { Store } from "../../store/store";
import { labelsOf } from "./labels";
import { secrets, secretVersions, type Secret, type SecretVersion } from "./secret";

/** An account's secrets with their versions. A value is shown as its SHA-256 and the key that encrypts it. */
export function showSecretsState(store: Store, accountId: string) {
  const show = (secret: Secret) => ({
    ...secret,
    versions: Array.from(store.of(secretVersions).owned(secret.id), (version) => showVersion(secret, version)),
  });
  return { secrets: Array.from(store.of(secrets).owned(accountId), show) };
}

function showVersion(secret: Secret, { version_id, created_at, created_by, sealed, value_sha256 }: SecretVersion) {
  return {
    version_id,
    labels: labelsOf(secret, version_id),
    created_at,
    created_by,
    kms_id: sealed.kms_id,
    kms_version: sealed.kms_version,
    valueSha256: value_sha256,
  };
}
