import { createHash } from "node:crypto";
import type { EmulatorContext } from "../../context";
import { formatTimestamp } from "../../timestamp";
import { newId } from "../identifier";
import type { Key } from "../kms/key";
import { ownerOf } from "../ownership";
import type { ScpRequest } from "../service";
import { openValue, sealValue } from "./sealed-value";
import type { Secret, SecretVersion } from "./secret";
import { findUsableKey, materialOf } from "./secret-key";

/** A new version of a secret's value, encrypted with the key's newest version. */
export function newVersion({ account, context, now }: ScpRequest, secretId: string, key: Key, value: string) {
  return seal(context, key, value, {
    secret_id: secretId,
    version_id: newId(),
    created_at: formatTimestamp(now),
    created_by: account.user_id,
  });
}

/** A version's value. Refused where its key cannot be used now. */
export function valueOf(context: EmulatorContext, secret: Secret, version: SecretVersion): string {
  const { kms_id, kms_version } = version.sealed;
  findUsableKey(context, ownerOf(secret), kms_id);
  return openValue(version.sealed, materialOf(context, kms_id, kms_version), placeOf(version));
}

/** The same value, encrypted with another key. */
export function reencrypted(context: EmulatorContext, secret: Secret, version: SecretVersion, key: Key): SecretVersion {
  return seal(context, key, valueOf(context, secret, version), version);
}

function seal(
  context: EmulatorContext,
  key: Key,
  value: string,
  version: Omit<SecretVersion, "sealed" | "value_sha256">,
): SecretVersion {
  const keyVersion = { kms_id: key.id, kms_version: key.current_version };
  const material = materialOf(context, key.id, key.current_version);
  return {
    ...version,
    sealed: sealValue(keyVersion, material, value, placeOf(version)),
    value_sha256: digestOf(value),
  };
}

/** By this digest values can be compared. */
export function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

function placeOf({ secret_id, version_id }: Pick<SecretVersion, "secret_id" | "version_id">): string {
  return `${secret_id}.${version_id}`;
}
