import type { Certificate } from "./certificate";

/** What was uploaded is never given back: its fields are there, and empty (SCP 4). */
const withheld = { cert_body: "", cert_chain: "", private_key: "" };

/** As show and self-sign answer it: recipients, tags, region and time zone can't be read again (SCP 4). */
export function certificateFields({
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

/** As the creation of an uploaded one answers it. */
export function createdCertificateFields(certificate: Certificate) {
  return { ...certificateFields(certificate), recipients: certificate.recipients, tags: certificate.tags };
}

/** As lists have it. */
export function listedCertificateFields({ cert_kind, cn, id, name, not_after_dt, not_before_dt, state }: Certificate) {
  return { cert_kind, cn, id, name, not_after_dt, not_before_dt, state };
}
