import * as pulumi from "@pulumi/pulumi";

import { Certificate, type CertificateSelfSigned } from "../classes";
import { Component } from "../program/component";
import { componentType, isComponent } from "../program/component-kind";
import { hostNamesOf } from "../resources/scp/certificatemanager/certificate-chain";
import { filledIn } from "./filled-in";
import { tlsCertificate, type TlsCertificateInputs } from "./tls-certificate-arguments";

export type * from "./tls-certificate-contract";

/** The most days before its end on which a certificate is renewed by default. */
const usualRenewalDays = 30;

/**
 * A certificate for a load balancer, uploaded or signed by the service itself. It is renewed by replacement: the new certificate
 * is made, what uses {@link TlsCertificate.certificateId} gets it, and the old one is deleted at the end of the same
 * `pulumi up`. A certificate that the service signs is renewed by the first `pulumi up` that is near its end; for one that is
 * uploaded give the new PEM: from 30 days before its end each `pulumi refresh` warns. Arguments: {@link TlsCertificateArgs}.
 *
 * Throws at construction for arguments that are wrong by themselves; the message names each of them. With the option `protect`
 * Pulumi refuses each renewal.
 *
 * @example
 * ```ts
 * const shop = new TlsCertificate("shop", {
 *   selfSigned: { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 },
 * });
 * export const certificateId = shop.certificateId;
 * ```
 */
export class TlsCertificate extends Component {
  /** The type token, by which transforms and policies tell components apart. */
  static readonly __pulumiType = componentType(tlsCertificate);

  /** Whether a value is such a component, also where several copies of this package are loaded. */
  static override readonly isInstance = (value: unknown): value is TlsCertificate => isComponent(value, tlsCertificate);

  /** The certificate. */
  readonly certificate: Certificate;

  /** Id of the certificate, for the listener of a load balancer. Another one after each renewal. */
  readonly certificateId: pulumi.Output<string>;

  /** Names of the hosts that it is for, such as `shop.example.com` and `*.example.com`. */
  readonly hostNames: pulumi.Output<string[]>;

  /** End of its validity: RFC 3339 for an uploaded one, otherwise as the service says it, without a zone. */
  readonly notAfter: pulumi.Output<string>;

  /** SHA-256 of an uploaded one, in hexadecimal with colons; absent for others, which the service never shows. */
  readonly fingerprint: pulumi.Output<string | undefined>;

  /** Whether it is time for another one. As of the last refresh. */
  readonly renewalDue: pulumi.Output<boolean>;

  constructor(name: string, args: TlsCertificateInputs, options?: pulumi.ComponentResourceOptions) {
    super(tlsCertificate, name, args, options);
    const { selfSigned, ...others } = args;
    const renewed = selfSigned === undefined ? {} : { selfSigned: pulumi.output(selfSigned).apply(withRenewal) };
    this.certificate = new Certificate(name, { ...others, ...renewed }, { parent: this });
    this.certificateId = this.certificate.id;
    this.hostNames = pulumi.all([args.certificate, args.selfSigned]).apply(hostNames);
    this.notAfter = this.certificate.notAfter;
    this.fingerprint = this.certificate.fingerprint;
    this.renewalDue = this.certificate.renewalDue;
    const { certificateId, notAfter, fingerprint, renewalDue } = this;
    this.registerOutputs({ certificateId, hostNames: this.hostNames, notAfter, fingerprint, renewalDue });
  }
}

/** Renewed before its end, unless it says otherwise or is valid for too short a time. */
function withRenewal(selfSigned: CertificateSelfSigned): CertificateSelfSigned {
  const usual = Math.min(usualRenewalDays, Math.ceil(selfSigned.validityInDays / 3));
  return usual < selfSigned.validityInDays ? filledIn({ renewBeforeDays: usual }, selfSigned) : selfSigned;
}

function hostNames([certificate, selfSigned]: readonly [
  string | undefined,
  CertificateSelfSigned | undefined,
]): string[] {
  if (selfSigned !== undefined) return [selfSigned.commonName];
  return [...hostNamesOf(certificate ?? "")];
}
