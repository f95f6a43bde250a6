import { constants, sign, verify } from "node:crypto";
import { pairOf, type KeySecret } from "./key-material";

// SHA-256; by an RSA key with PSS and the longest salt, as Vault does by default, by an ECDSA key in DER (SCP 6.1).
const hash = "sha256";

/** Only RSA keys heed it. */
const padding = constants.RSA_PKCS1_PSS_PADDING;

export function signBytes(secret: KeySecret, input: Buffer): Buffer {
  const { RSA_PSS_SALTLEN_MAX_SIGN: saltLength } = constants;
  return sign(hash, input, { key: pairOf(secret).privateKey, padding, saltLength, dsaEncoding: "der" });
}

/** Whether a signature of the input was made with this key pair, with a salt of any length. */
export function isSignature(secret: KeySecret, input: Buffer, signature: Buffer): boolean {
  const { RSA_PSS_SALTLEN_AUTO: saltLength } = constants;
  return verify(hash, input, { key: pairOf(secret).publicKey, padding, saltLength, dsaEncoding: "der" }, signature);
}
