import { generateKeyPair, generateKeyPairSync, randomBytes, type KeyPairKeyObjectResult } from "node:crypto";
import { promisify } from "node:util";
import { defineCollection } from "../../store/collection";
import type { KeyPurpose } from "./key-purpose";

/** The secret of one version of a key: bytes in base64, or a key pair in PEM. */
export type KeySecret = { readonly secret: string } | KeyPair;

export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

export type KeyMaterial = KeySecret & { readonly keyId: string; readonly version: number };

export const keyMaterials = defineCollection<KeyMaterial>({
  name: "kms.key-materials",
  id: ({ keyId, version }) => materialId(keyId, version),
  owner: ({ keyId }) => keyId,
});

export function materialId(keyId: string, version: number): string {
  return `${keyId}.${version}`;
}

/** The bytes of a key without a pair. */
export function bytesOf(secret: KeySecret): Buffer {
  if ("secret" in secret) return Buffer.from(secret.secret, "base64");
  throw new TypeError("a key pair is no secret of bytes");
}

/** The pair of a key that has one. */
export function pairOf(secret: KeySecret): KeyPair {
  if ("privateKey" in secret) return secret;
  throw new TypeError("a secret of bytes is no key pair");
}

const rsaLength = { modulusLength: 2048 };

/** Makes the secret of a key. An RSA key takes a tenth of a second. */
export function makeKeySecret(purpose: KeyPurpose): KeySecret {
  switch (purpose) {
    case "aes-256":
    case "hmac-sha256":
      return { secret: randomBytes(32).toString("base64") };
    case "rsa-2048":
      return pairSecret(generateKeyPairSync("rsa", rsaLength));
    case "ecdsa-p256":
      return pairSecret(generateKeyPairSync("ec", { namedCurve: "P-256" }));
  }
}

/** Makes the secret of an RSA key outside the main thread. */
export async function makeRsaSecretAside(): Promise<KeyPair> {
  return pairSecret(await promisify(generateKeyPair)("rsa", rsaLength));
}

function pairSecret({ privateKey, publicKey }: KeyPairKeyObjectResult): KeyPair {
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}
