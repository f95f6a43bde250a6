import { defineValue } from "../../../lifecycle/definition/define-value";
import { keepers } from "../../keepers";
import { encryptingKeyId } from "./key-use";
import type { KmsDataKeyOutputs, KmsDataKeyArgs } from "./kms-data-key-contract";

/** A data key of the Key Management Service, which differs each time it is made (API reference, section 3). */
export const kmsDataKey = defineValue<KmsDataKeyArgs, KmsDataKeyOutputs, "withPlaintext">({
  kind: "KmsDataKey",
  cloud: "scp",
  noun: "data key",
  inputs: {
    keyId: encryptingKeyId,
    withPlaintext: { change: "replace", schema: (z) => z.boolean(), default: false },
    keepers,
  },
  outputs: { ciphertext: "plain", ciphertextVersion: "plain", plaintextBase64: "secret" },
  make: async ({ scp }, { keyId, withPlaintext }) => {
    const { ciphertext, keyVersion, plaintext } = await scp.keyUse.createDataKey(keyId, withPlaintext);
    return {
      ciphertext,
      ciphertextVersion: keyVersion,
      plaintextBase64: plaintext === undefined ? undefined : Buffer.from(plaintext).toString("base64"),
    };
  },
});
