import { createCipheriv, createHash } from "node:crypto";
import type { Vault } from "./vault";

/**
 * A part of a vault's token as lists show it: `[AES] ` and base64, always the same. Only somebody who knows the token's
 * secret could decrypt it.
 */
export function encryptForList({ id, vault_token_secret_value }: Vault, text: string): string {
  const key = sha256(vault_token_secret_value);
  const iv = sha256(`${id}.${text}`).subarray(0, 16);
  const encryption = createCipheriv("aes-256-cbc", key, iv);
  return `[AES] ${Buffer.concat([iv, encryption.update(text, "utf8"), encryption.final()]).toString("base64")}`;
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
