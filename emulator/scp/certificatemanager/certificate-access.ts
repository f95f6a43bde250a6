import { ScpError } from "../errors";
import { findOwned } from "../owned";
import type { ScpRequest } from "../service";
import { certificates, type Certificate } from "./certificate";

/** The certificate that a request's path names, of the account that signed it. */
export function findCertificate(request: ScpRequest): Certificate {
  return findOwned(request, certificates, "certificate_id");
}

/** A refusal with one of the service's own codes. */
export function refusal(reason: string, detail: string, status = 400): ScpError {
  return new ScpError(status, `scp-security.certificatemanager.${reason}`, detail);
}
