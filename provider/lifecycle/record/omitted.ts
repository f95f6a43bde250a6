import type { ResourceRecord } from "./record";
import { createHash } from "node:crypto";

/** Whether a value is the one that was applied and was too large to be kept. */
export function isOmitted({ omitted }: ResourceRecord, name: string, value: unknown): boolean {
  const digest = omitted?.[name];
  return digest !== undefined && digest === valueDigest(value);
}

/** Digest of any value, also of one that JSON cannot hold. */
export function valueDigest(value: unknown): string {
  return createHash("sha256").update(valueText(value)).digest("hex");
}

/** Also for values that JSON cannot hold (bigint); the Pulumi layer converts those later. */
export function valueText(value: unknown): string {
  return JSON.stringify([value], (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item));
}
