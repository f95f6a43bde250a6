import { createHmac } from "node:crypto";
import { bytesOf, type KeySecret } from "./key-material";

/** HMAC with SHA-256. */
export function hmacOf(secret: KeySecret, input: Buffer): Buffer {
  return createHmac("sha256", bytesOf(secret)).update(input).digest();
}
