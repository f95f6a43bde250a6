import { isDeepStrictEqual } from "node:util";

import type { CertificateRecord } from "../clients/scp/certificatemanager/certificate";
import type { SelfSignedFields } from "../clients/scp/certificatemanager/certificates-client";
import type { Zod } from "../lifecycle/behaviour";
import { dayMs, dayOf, isAboutTheSame, timeOf } from "./certificate-dates";

/** A certificate that the service signs itself. */
export interface CertificateSelfSigned {
  /** Name that the certificate is for, 1 to 64 characters: `shop.example.com` or `*.example.com`. */
  commonName: string;
  /** Organization, 1 to 64 characters. */
  organization: string;
  /** Days from the first to the last day of validity, 1 to 36500. */
  validityInDays: number;
  /** First day, `YYYY-MM-DD`; not in the past. Default: the day of the creation. */
  notBefore?: string;
  /**
   * A certificate with fewer days left than this is replaced by the next `pulumi up`; fewer than `validityInDays`.
   * Default: never. A change of it alone keeps the certificate.
   */
  renewBeforeDays?: number;
}

export function selfSignedSchema(z: Zod) {
  const name = z
    .string()
    .refine((text) => text !== "" && Array.from(text).length <= 64, "must have 1 to 64 characters");
  const days = z
    .int("must be a whole number of days")
    .min(1, "must be from 1 to 36500 days")
    .max(36_500, "must be from 1 to 36500 days");
  return z
    .strictObject({
      commonName: name,
      organization: name,
      validityInDays: days,
      notBefore: z.iso.date("must be a day as YYYY-MM-DD").exactOptional(),
      renewBeforeDays: days.exactOptional(),
    })
    .refine(
      ({ validityInDays, renewBeforeDays = 0 }) => renewBeforeDays < validityInDays,
      "renewBeforeDays must be less than validityInDays, or each certificate would be renewed at once",
    );
}

/** Whether two wishes are for the same certificate, renewed at another time. */
export function differOnlyInRenewal(a: CertificateSelfSigned, b: CertificateSelfSigned): boolean {
  return isDeepStrictEqual({ ...a, renewBeforeDays: 0 }, { ...b, renewBeforeDays: 0 });
}

/** First and last day. Nobody says by which zone the service judges the first one: the later of two is never in the past. */
export function daysOf(selfSigned: CertificateSelfSigned, timezone: string, nowMs: number): SelfSignedFields {
  const [, today = ""] = [dayOf(nowMs, "UTC"), dayOf(nowMs, timezone)].sort();
  const first = selfSigned.notBefore ?? today;
  const last = new Date(Date.parse(first) + selfSigned.validityInDays * dayMs).toISOString().slice(0, 10);
  return {
    cn: selfSigned.commonName,
    organization: selfSigned.organization,
    not_before_dt: first.replaceAll("-", ""),
    not_after_dt: last.replaceAll("-", ""),
  };
}

export function fitsSelfSigned(record: CertificateRecord, wanted: CertificateSelfSigned): boolean {
  const days = (timeOf(record.notAfter) - timeOf(record.notBefore)) / dayMs;
  return (
    record.kind !== "PRD" &&
    (record.commonName === undefined || record.commonName === wanted.commonName) &&
    (record.organization === undefined || record.organization === wanted.organization) &&
    Math.abs(days - wanted.validityInDays) <= 1 &&
    (wanted.notBefore === undefined || isAboutTheSame(record.notBefore, wanted.notBefore))
  );
}

export function shownSelfSigned(record: CertificateRecord): CertificateSelfSigned {
  return {
    commonName: record.commonName ?? "",
    organization: record.organization ?? "",
    validityInDays: Math.floor((timeOf(record.notAfter) - timeOf(record.notBefore)) / dayMs),
    notBefore: record.notBefore.slice(0, 10),
  };
}
