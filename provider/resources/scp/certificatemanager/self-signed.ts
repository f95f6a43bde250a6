import { isDeepStrictEqual } from "node:util";

import type { CertificateRecord } from "../../../clients/scp/certificatemanager/certificate";
import type { SelfSignedFields } from "../../../clients/scp/certificatemanager/certificate-body";
import type { Zod } from "../../../lifecycle/definition/input-rule";
import { dayMs, timeOf } from "../../../words/times";
import { textField, wholeNumber } from "../../fields";
import type { CertificateSelfSigned } from "./certificate-contract";
import { dayOf, isAboutTheSame } from "./certificate-dates";

export function selfSignedSchema(z: Zod) {
  const name = textField(z, { min: 1, max: 64 });
  const days = wholeNumber(z, "days", 1, 36_500);
  return z
    .strictObject({
      commonName: name,
      organization: name,
      validityInDays: days,
      notBefore: z.iso.date("must be a day as YYYY-MM-DD").exactOptional(),
      renewBeforeDays: days.exactOptional(),
    })
    .refine(
      ({ validityInDays, renewBeforeDays }) => renewBeforeDays === undefined || renewBeforeDays < validityInDays,
      "renewBeforeDays must be less than validityInDays, or each certificate would be renewed at once",
    )
    .refine(
      ({ notBefore = "", validityInDays }) => !(Date.parse(notBefore) + validityInDays * dayMs >= Date.UTC(10_000)),
      "notBefore and validityInDays must end before the year 10000",
    );
}

/** A change that leaves fields out, or only changes `renewBeforeDays`, keeps the certificate: it satisfies the new inputs. */
export function unlessSatisfied(
  applied: CertificateSelfSigned | undefined,
  desired: CertificateSelfSigned | undefined,
): "state" | undefined {
  // State may hold null.
  if (!applied || desired === undefined) return undefined;
  const { renewBeforeDays: before, notBefore: first, ...made } = applied;
  const { renewBeforeDays: now, notBefore = first, ...asked } = desired;
  return notBefore === first && isDeepStrictEqual(made, asked) ? "state" : undefined;
}

/** What is wrong with the first day; undefined if nothing is. */
export function firstDayProblem(
  { notBefore, renewBeforeDays }: CertificateSelfSigned,
  nowMs: number,
): string | undefined {
  if (notBefore === undefined || renewBeforeDays !== undefined) return undefined;
  return notBefore < dayOf(nowMs, "UTC") ? "notBefore must not be in the past" : undefined;
}

/**
 * The fields of the request. In which time zone the service checks the first day is not documented, so the later day of UTC
 * and `timezone` is used.
 */
export function daysOf(selfSigned: CertificateSelfSigned, timezone: string, nowMs: number): SelfSignedFields {
  const { notBefore, renewBeforeDays } = selfSigned;
  const days = [dayOf(nowMs, "UTC"), dayOf(nowMs, timezone)];
  const earliest = [...days, ...(renewBeforeDays === undefined || notBefore === undefined ? [] : [notBefore])];
  const first = renewBeforeDays === undefined && notBefore !== undefined ? notBefore : latest(earliest);
  const last = lastDay(first, selfSigned.validityInDays);
  return {
    commonName: selfSigned.commonName,
    organization: selfSigned.organization,
    firstDay: first,
    lastDay: last,
  };
}

function latest(days: readonly string[]): string {
  return [...days].sort().at(-1) ?? "";
}

function lastDay(first: string, days: number): string {
  return new Date(Date.parse(first) + days * dayMs).toISOString().slice(0, 10);
}

/** Whether a certificate fits the inputs, as far as the service shows it. */
export function fitsSelfSigned(record: CertificateRecord, wanted: CertificateSelfSigned): boolean {
  const days = (timeOf(record.notAfter) - timeOf(record.notBefore)) / dayMs;
  return (
    record.kind !== "PRD" &&
    (record.commonName === undefined || record.commonName === wanted.commonName) &&
    (record.organization === undefined || record.organization === wanted.organization) &&
    !(Math.abs(days - wanted.validityInDays) > 1) &&
    fitsFirstDay(record.notBefore, wanted)
  );
}

function fitsFirstDay(shown: string, { notBefore, renewBeforeDays }: CertificateSelfSigned): boolean {
  if (notBefore === undefined || isAboutTheSame(shown, notBefore)) return true;
  return renewBeforeDays !== undefined && timeOf(shown) > timeOf(notBefore);
}

/** The inputs by which such a certificate would be made. */
export function shownSelfSigned(record: CertificateRecord): CertificateSelfSigned {
  return {
    commonName: record.commonName ?? "",
    organization: record.organization ?? "",
    validityInDays: Math.floor((timeOf(record.notAfter) - timeOf(record.notBefore)) / dayMs),
    notBefore: record.notBefore.slice(0, 10),
  };
}
