import type { ScpRequest } from "../service";
import { isAtLeast } from "../versions";
import type { Certificate } from "./certificate";
import { certificateDetails } from "./certificate-details";

/** An upload is never shown again: its fields are there, but empty (SCP 4). */
const withheld = { cert_body: "", cert_chain: "", private_key: "" };

/** A certificate as show and self-sign answer it: since 1.2 with more of what it says (SCP 4). */
export function detailedCertificateFields({ now, version }: ScpRequest, certificate: Certificate) {
  const details = isAtLeast(version, "1.2") ? certificateDetails(certificate, now) : {};
  return { ...certificateFields(certificate), ...details };
}

/** Recipients, tags, region and time zone are never shown again (SCP 4). */
function certificateFields({
  place: _place,
  recipients: _recipients,
  region: _region,
  tags: _tags,
  timezone: _timezone,
  certificate: _certificate,
  chain: _chain,
  fingerprint: _fingerprint,
  serial: _serial,
  ...fields
}: Certificate) {
  return { ...fields, ...withheld };
}

/** A certificate as the reply of an upload has it. */
export function createdCertificateFields(certificate: Certificate) {
  return { ...certificateFields(certificate), recipients: certificate.recipients, tags: certificate.tags };
}

/** A certificate as lists have it. */
export function listedCertificateFields({ cert_kind, cn, id, name, not_after_dt, not_before_dt, state }: Certificate) {
  return { cert_kind, cn, id, name, not_after_dt, not_before_dt, state };
}
