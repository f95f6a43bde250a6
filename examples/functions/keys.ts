import * as pulumi from "@pulumi/pulumi";
import * as scp from "pulumi-scp";

// The use of keys. What differs on each call, such as a ciphertext, is not called in a preview; to keep one in state, take a
// resource: KmsCiphertext, KmsDataKey.

/** Secret: what is made of it is secret as well. */
const cardNumber = new pulumi.Config("functions").requireSecret("cardNumber");

export const data = new scp.KmsKey("data", { purpose: "aes-256", description: "Encrypts card numbers" });
const signing = new scp.KmsKey("signing", { purpose: "ecdsa-p256" });
const sealing = new scp.KmsKey("sealing", { purpose: "hmac-sha256" });

const sealed = scp.kmsEncryptOutput({ keyId: data.id, plaintext: cardNumber });
const rewrapped = scp.kmsRewrapOutput({ keyId: data.id, ciphertext: sealed.ciphertext });
const opened = scp.kmsDecryptOutput({ keyId: data.id, ciphertext: rewrapped.ciphertext });

const dataKey = scp.kmsDataKeyOutput({ keyId: data.id, withPlaintext: true });
const openedKey = scp.kmsDecryptOutput({ keyId: data.id, ciphertext: dataKey.ciphertext, as: "bytes" });

const { signature } = scp.kmsSignOutput({ keyId: signing.id, input: cardNumber });
const { hmac } = scp.kmsHmacOutput({ keyId: sealing.id, input: cardNumber });

/** In state until the plaintext or the version of the key changes. */
const kept = new scp.KmsCiphertext("card", {
  keyId: data.id,
  plaintext: cardNumber,
  keyVersion: data.currentVersion,
});
const keptKey = new scp.KmsDataKey("backups", { keyId: data.id });

export const results = {
  /** A secret of the stack. */
  cardNumber: opened.plaintext,
  dataKeyBytes: openedKey.plaintextBytes.length,
  isSignatureValid: scp.kmsVerifyOutput({ keyId: signing.id, input: cardNumber, signature }),
  isHmacValid: scp.kmsVerifyHmacOutput({ keyId: sealing.id, input: cardNumber, hmac }),
  keptCardNumber: scp.kmsDecryptOutput({ keyId: data.id, ciphertext: kept.ciphertext }).plaintext,
  keptKeyVersion: keptKey.ciphertextVersion,
};
