import type { EmulatorContext } from "../../context";
import { labelsOf } from "./labels";
import { secretVersions, type Secret, type SecretVersion } from "./secret";

/** A secret with its versions. A value is shown as its SHA-256 and the key that encrypts it. */
export function showSecretState(secret: Secret, { store }: EmulatorContext) {
  const versions = Array.from(store.of(secretVersions).owned(secret.id), (version) => showVersion(secret, version));
  return { ...secret, versions };
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
