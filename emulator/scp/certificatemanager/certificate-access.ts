import { notFound, ScpError } from "../errors";
import type { ScpRequest } from "../service";
import { certificates, type Certificate } from "./certificate";

/** The certificate that a request's path names, of the account that signed it. */
export function findCertificate(request: ScpRequest): Certificate {
  const certificate = request.context.store.of(certificates).get(request.params["certificate_id"] ?? "");
  if (certificate?.account_id !== request.account.account_id) throw notFound();
  return certificate;
}

/** A refusal with one of the service's own codes. */
export function refusal(reason: string, detail: string, status = 400): ScpError {
  return new ScpError(status, `scp-security.certificatemanager.${reason}`, detail);
}
