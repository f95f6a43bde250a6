import type { X509Certificate } from "node:crypto";
import { formatTimestamp } from "../../timestamp";
import { newId } from "../identifier";
import { ownership } from "../ownership";
import type { ScpRequest } from "../service";
import { mayBeShared } from "../taken-name";
import { certificates, type Certificate, type CertificateKind } from "./certificate";
import { refusal } from "./certificate-access";
import { certificateFacts } from "./certificate-facts";

/** The most certificates of each kind that an account has in a region, expired ones included (SCP 4). */
const quota = 100;

/** What a request says about a certificate, besides its contents. */
type Described = Pick<Certificate, "name" | "recipients" | "region" | "tags" | "timezone">;

/** Refuses a name that the account already uses, and more certificates of a kind than it may have. */
export function refuseUnlessFree(request: ScpRequest, name: string, kind: CertificateKind): void {
  const { context, owner } = request;
  const collection = context.store.of(certificates);
  if (!mayBeShared(request) && collection.named(name, owner)) {
    throw refusal("name.duplicated", `The certificate name is already in use: ${name}`, 409);
  }
  const sameKind = Array.from(collection.owned(owner)).filter(({ cert_kind }) => cert_kind === kind);
  if (sameKind.length < quota) return;
  throw refusal(
    "quota.exceeded",
    `The quota of ${quota} certificates of the kind ${kind} in the region is used up.`,
    403,
  );
}

/** Refuses a certificate that the account has already, where it may not have it twice. */
export function refuseTakenMaterial({ context, owner }: ScpRequest, certificate: X509Certificate): void {
  if (context.world.current.sameMaterial === "accepted") return;
  const { fingerprint } = certificateFacts(certificate);
  const all = [...context.store.of(certificates).owned(owner)];
  if (!all.some((other) => other.fingerprint === fingerprint)) return;
  throw refusal("body.duplicated", "The certificate is registered already.", 409);
}

export function newCertificate(
  request: ScpRequest,
  kind: CertificateKind,
  { name, recipients, region, tags, timezone }: Described,
  certificate: X509Certificate,
  chain: string | null,
): Certificate {
  const { account, now } = request;
  return {
    ...ownership(request),
    cert_kind: kind,
    cert_type: "pem",
    created_at: formatTimestamp(now),
    created_by: account.user_id,
    id: newId(),
    modified_at: formatTimestamp(now),
    modified_by: account.user_id,
    name,
    state: "VALID",
    user_name: account.user_id,
    recipients,
    region,
    tags,
    timezone,
    chain,
    ...certificateFacts(certificate),
  };
}
