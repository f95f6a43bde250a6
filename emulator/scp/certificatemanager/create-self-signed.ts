import { created } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { certificates } from "./certificate";
import { refusal } from "./certificate-access";
import { dayIn } from "./day";
import { newCertificate, refuseUnlessFree } from "./new-certificate";
import { detailedCertificateFields } from "./representation";
import { makeSelfSigned } from "./self-signed";
import { selfSignRequest } from "./validation/certificate";

export const createSelfSigned: Operation = async (request) => {
  const input = decodeBody(selfSignRequest, request.body);
  refuseImpossibleDays(input, request.now);
  refuseUnlessFree(request, input.name, "DEV");
  const made = await makeSelfSigned(input);
  // Checked again: another certificate may have been made while this one was being signed.
  refuseUnlessFree(request, input.name, "DEV");
  const certificate = newCertificate(request, "DEV", input, made, null);
  request.context.store.commit(certificates.put(certificate));
  return created({ certificate: detailedCertificateFields(request, certificate) });
};

interface Days {
  readonly not_before_dt: string;
  readonly not_after_dt: string;
  readonly timezone: string;
}

/**
 * The first day may not be in the past (SCP 4). It is not documented which zone decides, so both UTC and `timezone` do.
 */
function refuseImpossibleDays({ not_after_dt, not_before_dt, timezone }: Days, now: number): void {
  if (not_before_dt < dayIn("UTC", now) || not_before_dt < dayIn(timezone, now)) {
    throw refusal("validity.invalid", "The first day should not be in the past.");
  }
  if (not_after_dt <= not_before_dt) throw refusal("validity.invalid", "The last day should be after the first one.");
}
