import { generateKeyPair, randomBytes, type KeyPairSyncResult } from "node:crypto";
import { promisify } from "node:util";
import { defineCollection } from "../../store/collection";

/** The purposes that a key can have. Only rsa-2048 was seen to work at the real service (SCP 6.1). */
export const keyPurposes = ["aes-256", "rsa-2048", "ecdsa-p256", "hmac-sha256"] as const;

export type KeyPurpose = (typeof keyPurposes)[number];

/** How many versions of a key are kept; a rotation removes the oldest one beyond. */
export const keptVersions = 100;

/** The secret of one version of a key: bytes in base64, or a key pair in PEM. */
export type KeySecret = { readonly secret: string } | { readonly privateKey: string; readonly publicKey: string };

export type KeyMaterial = KeySecret & { readonly keyId: string; readonly version: number };

export const keyMaterials = defineCollection<KeyMaterial>({
  name: "kms.key-materials",
  id: ({ keyId, version }) => materialId(keyId, version),
  owner: ({ keyId }) => keyId,
});

export function materialId(keyId: string, version: number): string {
  return `${keyId}.${version}`;
}

/** Key pairs are made outside the main thread, since an RSA key takes a tenth of a second. */
export async function makeKeySecret(purpose: KeyPurpose): Promise<KeySecret> {
  switch (purpose) {
    case "aes-256":
    case "hmac-sha256":
      return { secret: randomBytes(32).toString("base64") };
    case "rsa-2048":
      return generatePair("rsa", { modulusLength: 2048, ...pem });
    case "ecdsa-p256":
      return generatePair("ec", { namedCurve: "P-256", ...pem });
  }
}

const pem = {
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
} as const;

const generatePair = promisify(generateKeyPair) as {
  (type: "rsa", options: { modulusLength: number } & typeof pem): Promise<KeyPairSyncResult<string, string>>;
  (type: "ec", options: { namedCurve: string } & typeof pem): Promise<KeyPairSyncResult<string, string>>;
};
