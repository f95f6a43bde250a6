import type { ResourceRecord } from "./record";
import { createHash } from "node:crypto";

/** Whether a value is the one that was applied and was too large to be kept. */
export function isOmitted({ omitted }: ResourceRecord, name: string, value: unknown): boolean {
  const digest = omitted?.[name];
  return digest !== undefined && digest === valueDigest(value);
}

/** Of any value, also of what JSON has no form for. */
export function valueDigest(value: unknown): string {
  return createHash("sha256").update(valueText(value)).digest("hex");
}

/** The Pulumi layer converts later what JSON has no form for (bigint). */
export function valueText(value: unknown): string {
  return JSON.stringify([value], (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item));
}
