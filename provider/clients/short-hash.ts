import { createHash } from "node:crypto";

/** A short digest that tells credentials apart and gives none away. */
export function shortHash(credential: string): string {
  return createHash("sha256").update(credential, "utf8").digest("hex").slice(0, 8);
}
