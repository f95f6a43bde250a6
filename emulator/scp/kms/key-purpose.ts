/** The purposes that a key can have. Only rsa-2048 was seen to work at the real service (SCP 6.1). */
export const keyPurposes = ["aes-256", "rsa-2048", "ecdsa-p256", "hmac-sha256"] as const;

export type KeyPurpose = (typeof keyPurposes)[number];

/** Which keys can be used for what (SCP 6.1). */
export const purposesFor = {
  encryption: ["aes-256", "rsa-2048"],
  signature: ["rsa-2048", "ecdsa-p256"],
  HMAC: ["hmac-sha256"],
} as const satisfies Readonly<Record<string, readonly KeyPurpose[]>>;

export type KeyUse = keyof typeof purposesFor;
