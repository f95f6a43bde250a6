import type { EmulatorContext } from "../../context";
import { isBehind } from "../../world/lag";
import { ownerOf } from "../ownership";
import { keys, type Key } from "../kms/key";
import { keyAt } from "../kms/key-access";
import type { KeyMaterial } from "../kms/key-material";
import { purposesFor, type KeyPurpose } from "../kms/key-purpose";
import { findMaterial } from "../kms/key-versions";
import type { ScpError } from "../errors";
import { refusal } from "./secret-access";

/** The purposes of keys that can encrypt a value (SCP 6.2). */
const encryptingPurposes: readonly KeyPurpose[] = purposesFor.encryption;

/** Finds a key of an account, in the same place, that can encrypt now. */
export function findUsableKey(context: EmulatorContext, owner: string, keyId: string): Key {
  const moment = { context, now: context.clock.now() };
  const found = context.store.of(keys).get(keyId);
  const isKnown = found !== undefined && !isBehind(moment, "keyUseLagSeconds", Date.parse(found.created_at));
  if (!isKnown || ownerOf(found) !== owner) throw unusable(`The KMS key could not be found: ${keyId}`);
  const key = keyAt(moment, found);
  if (!encryptingPurposes.includes(key.purpose)) throw unusable(`A KMS key for ${key.purpose} cannot encrypt values.`);
  if (key.state !== "Active") throw unusable(`The KMS key is in state ${key.state}; this needs Active.`);
  return key;
}

/** The material of one version of a key. */
export function materialOf({ store }: EmulatorContext, keyId: string, version: number): KeyMaterial {
  const key = store.of(keys).get(keyId);
  const material = key && findMaterial(store, key, version);
  if (!material) throw unusable(`Version ${version} of the KMS key is not kept any more.`);
  return material;
}

function unusable(detail: string): ScpError {
  return refusal("kms.invalid", detail);
}
