import type { AuthKeyRecord } from "../../../clients/scp/configinspection/diagnosis";
import type { Zod } from "../../../lifecycle/definition/input-rule";
import { seoulMs, timeOf } from "../../../words/times";
import { accessKeyId } from "../access-key-id";
import type { InspectionAuthKey } from "./config-inspection-contract";

export function authKeySchema(z: Zod) {
  const time = z.iso.datetime({ offset: true, error: "must be a time such as 2027-01-01T00:00:00Z" });
  return z.strictObject({
    id: accessKeyId(z),
    createdAt: time.exactOptional(),
    expiresAt: time.exactOptional(),
  });
}

export function sameAuthKey(a: InspectionAuthKey, b: InspectionAuthKey): boolean {
  return a.id === b.id && sameTime(a.createdAt, b.createdAt) && sameTime(a.expiresAt, b.expiresAt);
}

/**
 * A difference would delete the inspection and its reports, so only a certain one counts. A time that is missing on one side,
 * or not understood, is no difference. Nor is a shift between Seoul's time and UTC, since times are sent without a zone.
 */
function sameTime(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  const seconds = Math.floor(timeOf(a) / 1000) - Math.floor(timeOf(b) / 1000);
  return Number.isNaN(seconds) || seconds === 0 || Math.abs(seconds) === seoulMs / 1000;
}

/** The key as the service shows it, without times that are not understood. */
export function shownAuthKey(record: AuthKeyRecord | undefined): InspectionAuthKey | undefined {
  if (record?.id === undefined || record.id === "") return undefined;
  const { id, createdAt, expiresAt } = record;
  return {
    id,
    ...(createdAt === undefined || !isTime(createdAt) ? {} : { createdAt }),
    ...(expiresAt === undefined || !isTime(expiresAt) ? {} : { expiresAt }),
  };
}

/** For messages: times that are not understood. */
export function strangeTimes({ createdAt = "", expiresAt = "" }: Partial<AuthKeyRecord> = {}): readonly string[] {
  const times = [
    ["the creation of the auth key", createdAt],
    ["the expiry of the auth key", expiresAt],
  ] as const;
  return times.filter(([, text]) => text !== "" && !isTime(text)).map(([what, text]) => `${what} "${text}"`);
}

function isTime(text: string): boolean {
  return !Number.isNaN(timeOf(text));
}
