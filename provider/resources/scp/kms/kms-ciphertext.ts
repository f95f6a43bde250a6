import type { Encrypted } from "../../../clients/scp/kms/key-use";
import type { Context } from "../../../lifecycle/definition/context";
import { defineValue } from "../../../lifecycle/definition/define-value";
import { keepers } from "../../keepers";
import { encryptingKeyId } from "./key-use";
import type { KmsCiphertextArgs, KmsCiphertextOutputs } from "./kms-ciphertext-contract";

/** A ciphertext of the Key Management Service, which differs each time it is made (API reference, section 3). */
export const kmsCiphertext = defineValue<KmsCiphertextArgs, KmsCiphertextOutputs>({
  kind: "KmsCiphertext",
  cloud: "scp",
  noun: "ciphertext",
  inputs: {
    keyId: encryptingKeyId,
    plaintext: { change: "replace", required: true, secret: true, schema: (z) => z.string() },
    keyVersion: { change: "update", schema: (z) => z.int("must be a whole number").min(1, "must be 1 or more") },
    keepers,
  },
  outputs: { ciphertext: "plain", ciphertextVersion: "plain" },
  make: async (context, { keyId, plaintext, keyVersion }) => {
    const bytes = new TextEncoder().encode(plaintext);
    return outputsOf(context, await context.scp.keyUse.encrypt(keyId, bytes), keyVersion);
  },
  renew: async (context, { keyId, keyVersion = 1 }, { ciphertext, ciphertextVersion }) => {
    if (ciphertext === undefined) return context.refuse("the state has no ciphertext");
    if (ciphertextVersion !== undefined && ciphertextVersion >= keyVersion) return { ciphertext, ciphertextVersion };
    return outputsOf(context, await context.scp.keyUse.rewrap(keyId, ciphertext), keyVersion);
  },
});

function outputsOf(
  { refuse }: Context,
  { ciphertext, keyVersion }: Encrypted,
  wanted: number | undefined,
): KmsCiphertextOutputs {
  if (wanted !== undefined && keyVersion !== undefined && keyVersion < wanted) {
    return refuse(
      `keyVersion is ${String(wanted)}, but the newest version of the key is ${String(keyVersion)}: ` +
        "give the key's output currentVersion",
    );
  }
  return { ciphertext, ciphertextVersion: keyVersion };
}
