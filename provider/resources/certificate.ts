import type { CertificateFields, CertificateMaterial } from "../clients/scp/certificatemanager/certificates-client";
import type { CertificateRecord } from "../clients/scp/certificatemanager/certificate";
import { defineResource, type Context, type Phase, type Zod } from "../lifecycle/behaviour";
import { belongsTo, commonNameOf, dateProblem, datesOf, givenChain, orderProblem } from "./certificate-chain";
import { dayOf, isAboutTheSame, isDue } from "./certificate-dates";
import {
  certificatesIn,
  encodeCertificates,
  encodePrivateKey,
  holdsPrivateKey,
  privateKeyProblem,
  sameCertificates,
  samePrivateKey,
} from "./pem";
import {
  daysOf,
  differOnlyInRenewal,
  fitsSelfSigned,
  selfSignedSchema,
  shownSelfSigned,
  type CertificateSelfSigned,
} from "./self-signed";
import { creationTags, tagList } from "./tags";

/** Somebody who is told by mail that a certificate expires. */
export interface CertificateRecipient {
  /** Id of the user. */
  userId: string;
  /** Name of the user. */
  userName: string;
  /** Region of the user. Default: none. */
  region?: string;
}

/** Inputs of a certificate: either `certificate` and `privateKey`, or `selfSigned`. A change of most replaces it. */
export interface CertificateArgs {
  /**
   * Name: 3 to 30 characters of a-z, A-Z, 0-9, `.`, `_` and `-`, unique in the region. Default: made from the resource's
   * name and a random part, so that a replacement is made before the old one is deleted; with a name that stays the same
   * the old one is deleted first.
   */
  name?: string;
  /** The certificate in PEM. A bundle may go on with the chain. White space and line ends do not count. */
  certificate?: string;
  /** Its RSA key in PEM, not encrypted; PKCS#1 or PKCS#8, which are the same here. The service never shows it. */
  privateKey?: string;
  /** Certificates that vouch for it in PEM: first the one that signed it, the root last. The service never shows them. */
  chain?: string;
  /** Makes a certificate instead of uploading one. */
  selfSigned?: CertificateSelfSigned;
  /** Time zone of the mails, an IANA name. Default: `Asia/Seoul`. Taken at creation only. */
  timezone?: string;
  /** Who is told that the certificate expires, at most 100. Taken at creation only. */
  recipients?: CertificateRecipient[];
  /** Tags: up to 50, keys of 1 to 128 characters, values of up to 256. Taken at creation only. */
  tags?: Record<string, string>;
}

/** Outputs of a certificate besides its inputs. */
export interface CertificateOutputs {
  /** The service's word: `VALID`, `EXPIRED`. */
  state: string;
  /** `PRD` for an uploaded certificate, `DEV` for one that the service signed. */
  kind: string;
  /** Start of its validity: RFC 3339 for a certificate that was given, otherwise as the service says it, without a zone. */
  notBefore: string;
  /** End of its validity, in the same form. */
  notAfter: string;
  /** Bits of its key. */
  keyBitSize: number;
  /** SHA-256 of a certificate that was given, in hexadecimal with colons; absent for others, which nobody is shown. */
  fingerprint: string | undefined;
  /** True when it is time for another one: by `renewBeforeDays`, or 30 days before the end. As of the last refresh. */
  renewalDue: boolean;
}

interface Found {
  readonly record: CertificateRecord;
  /** The service's time when it was seen. */
  readonly seenMs: number;
}

type Known = Partial<CertificateArgs>;

const defaultTimezone = "Asia/Seoul";
/** The service's mails begin 45 days before the end (SCP 4); from here on every refresh says it. */
const warnDays = 30;
const phases: Readonly<Record<string, Phase>> = { Terminating: "terminating", Error: "failed" };

/** A certificate of the Certificate Manager (API reference, section 1). */
export const certificate = defineResource<CertificateArgs, CertificateOutputs, Found>({
  kind: "Certificate",
  cloud: "scp",
  noun: "certificate",
  inputs: {
    name: {
      change: "replace",
      schema: (z) =>
        z.string().regex(/^[A-Za-z0-9._-]{3,30}$/, "must be 3 to 30 characters of a-z, A-Z, 0-9, ., _ and -"),
      automatic: { allowed: /[a-z0-9._-]/, separator: "-", maxLength: 30 },
    },
    certificate: { change: "replace", schema: certificatesSchema, same: sameCertificates },
    privateKey: {
      change: "replace",
      secret: true,
      schema: (z) =>
        z.string().superRefine((text, context) => {
          const problem = privateKeyProblem(text);
          if (problem !== undefined) context.addIssue(problem);
        }),
      same: samePrivateKey,
    },
    chain: { change: "replace", schema: certificatesSchema, same: sameCertificates },
    selfSigned: {
      change: "replace",
      schema: selfSignedSchema,
      keepsObject: differOnlyInRenewal,
    },
    timezone: {
      change: "creation",
      schema: (z) => z.string().refine(isTimezone, "must be the IANA name of a time zone, for example Asia/Seoul"),
      default: defaultTimezone,
    },
    recipients: {
      change: "creation",
      schema: (z) =>
        z
          .array(
            z.strictObject({
              userId: z.string().min(1),
              userName: z.string().min(1),
              region: z.string().exactOptional(),
            }),
          )
          .max(100, "must be at most 100 recipients"),
    },
    tags: creationTags,
  },
  rules: [
    {
      inputs: ["selfSigned", "certificate"],
      broken: ({ selfSigned, certificate }, { isAdopted }) => {
        if (selfSigned !== undefined && certificate !== undefined) return "cannot be given together with certificate";
        const nothing = selfSigned === undefined && certificate === undefined && !isAdopted;
        return nothing ? "or certificate and privateKey must be given" : undefined;
      },
    },
    {
      inputs: ["privateKey", "certificate"],
      broken: ({ privateKey, certificate }) => {
        if ((privateKey === undefined) === (certificate === undefined)) return undefined;
        return privateKey === undefined ? "is required with certificate" : "goes with certificate, which is missing";
      },
    },
    {
      inputs: ["chain", "certificate"],
      broken: ({ chain, certificate }) =>
        chain !== undefined && certificate === undefined ? "goes with certificate, which is missing" : undefined,
    },
    {
      inputs: ["privateKey", "certificate"],
      broken: ({ privateKey, certificate = "" }) => {
        const given = givenChain(certificate, undefined);
        if (privateKey === undefined || given === undefined || belongsTo(given, privateKey)) return undefined;
        return "does not belong to the certificate";
      },
    },
    {
      inputs: ["chain", "certificate"],
      broken: ({ certificate = "", chain }) => {
        const given = givenChain(certificate, chain);
        return given === undefined ? undefined : orderProblem(given);
      },
    },
    {
      inputs: ["certificate", "chain"],
      onlyWhenChanged: true,
      broken: ({ certificate = "", chain }, { nowMs }) => {
        const given = givenChain(certificate, chain);
        return given === undefined ? undefined : dateProblem(given, nowMs);
      },
    },
    {
      inputs: ["selfSigned"],
      onlyWhenChanged: true,
      broken: ({ selfSigned }, { nowMs }) =>
        selfSigned?.notBefore !== undefined && selfSigned.notBefore < dayOf(nowMs, "UTC")
          ? "notBefore must not be in the past"
          : undefined,
    },
  ],
  outputs: {
    state: "plain",
    kind: "plain",
    notBefore: "plain",
    notAfter: "plain",
    keyBitSize: "plain",
    fingerprint: "plain",
    renewalDue: "plain",
  },
  identify: ({ record }) => ({
    id: record.id,
    name: record.name,
    phase: phases[record.state] ?? "ready",
    state: record.state,
    createdAt: record.createdAt,
    deleteAt: undefined,
    region: undefined,
    account: record.accountId,
  }),
  // What the certificate is made of is never shown: it counts as what the program says unless what is shown contradicts it.
  inputsOf: ({ record }, known: Known) => ({
    name: record.name,
    ...(known.certificate === undefined
      ? {}
      : { certificate: fitsGiven(record, known.certificate) ? known.certificate : describe(record) }),
    ...(known.selfSigned === undefined
      ? {}
      : { selfSigned: fitsSelfSigned(record, known.selfSigned) ? known.selfSigned : shownSelfSigned(record) }),
  }),
  outputsOf: ({ record, seenMs }, known) => {
    const leaf = certificatesIn(known.certificate ?? "")?.[0];
    const dates = leaf === undefined ? record : datesOf(leaf);
    return {
      state: record.state,
      ...(record.kind === undefined ? {} : { kind: record.kind }),
      notBefore: dates.notBefore,
      notAfter: dates.notAfter,
      ...(record.keyBitSize === undefined ? {} : { keyBitSize: record.keyBitSize }),
      fingerprint: leaf?.fingerprint256,
      renewalDue: isDue(dates.notAfter, known.selfSigned?.renewBeforeDays ?? warnDays, seenMs),
    };
  },
  expired: ({ selfSigned, notAfter, renewalDue }, nowMs) => {
    const days = selfSigned?.renewBeforeDays;
    if (days === undefined || notAfter === undefined) return [];
    return renewalDue === true || isDue(notAfter, days, nowMs) ? ["selfSigned"] : [];
  },
  notice: ({ record }, { selfSigned }, nowMs) => {
    if (selfSigned?.renewBeforeDays !== undefined || !isDue(record.notAfter, warnDays, nowMs)) return undefined;
    const remedy = selfSigned === undefined ? "give a new certificate" : "set renewBeforeDays, which renews it";
    return `the certificate ${record.name} (${record.id}) expires on ${record.notAfter}: ${remedy}`;
  },
  find: async (context, id) => seen(context, await context.scp.certificates.showCertificate(id)),
  findByName: async (context, name) => {
    const { certificates } = context.scp;
    const found = (await certificates.listCertificates({ name })).find((record) => record.name === name);
    return found === undefined ? undefined : seen(context, await certificates.showCertificate(found.id));
  },
  list: async (context) => (await context.scp.certificates.listCertificates()).map((record) => seen(context, record)),
  listIsComplete: true,
  create: async (context, inputs) => {
    const fields = fieldsOf(context, inputs);
    const { certificates } = context.scp;
    if (inputs.selfSigned !== undefined) {
      // The first day may not be in the past by the service's own time.
      await certificates.askTime(fields.name);
      const days = daysOf(inputs.selfSigned, inputs.timezone ?? defaultTimezone, context.now());
      return seen(context, await certificates.createSelfSigned({ ...fields, ...days }));
    }
    const material = materialOf(inputs);
    if ((await certificates.isValid(material)) === false) {
      context.refuse(
        "the Certificate Manager refuses the certificate, its key and its chain: check that the chain goes up to the root",
      );
    }
    return seen(context, await certificates.createCertificate({ ...fields, ...material }));
  },
  steps: [],
  remove: ({ scp }, id) => scp.certificates.deleteCertificate(id),
  removeNow: ({ scp }, id) => scp.certificates.deleteCertificate(id),
  replacement: "delete-first-if-named",
});

function seen({ now }: Context, record: CertificateRecord): Found {
  return { record, seenMs: now() };
}

function certificatesSchema(z: Zod) {
  return z.string().superRefine((text, context) => {
    if (holdsPrivateKey(text)) context.addIssue("holds a private key, which belongs into privateKey");
    else if (certificatesIn(text) === undefined) {
      context.addIssue("must be certificates in PEM, which begin with -----BEGIN CERTIFICATE-----");
    }
  });
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function fieldsOf({ region, refuse }: Context, inputs: CertificateArgs): CertificateFields {
  return {
    name: inputs.name ?? "",
    region: region ?? refuse("set scp:region: a certificate is made for a region"),
    timezone: inputs.timezone ?? defaultTimezone,
    recipients: (inputs.recipients ?? []).map((recipient) => ({
      region: recipient.region ?? "",
      user_id: recipient.userId,
      user_name: recipient.userName,
    })),
    tags: tagList(inputs.tags ?? {}),
  };
}

function materialOf({ certificate = "", privateKey = "", chain }: CertificateArgs): CertificateMaterial {
  const { leaf, issuers } = givenChain(certificate, chain) ?? {};
  return {
    cert_body: leaf === undefined ? "" : encodeCertificates([leaf]),
    private_key: encodePrivateKey(privateKey),
    ...(issuers === undefined || issuers.length === 0 ? {} : { cert_chain: encodeCertificates(issuers) }),
  };
}

function fitsGiven(record: CertificateRecord, given: string): boolean {
  const leaf = certificatesIn(given)?.[0];
  if (leaf === undefined) return true;
  const { notBefore, notAfter } = datesOf(leaf);
  const sameName = record.commonName === undefined || record.commonName === commonNameOf(leaf);
  return sameName && isAboutTheSame(record.notBefore, notBefore) && isAboutTheSame(record.notAfter, notAfter);
}

function describe({ commonName = "", notBefore, notAfter }: CertificateRecord): string {
  return `another certificate, for ${commonName}, from ${notBefore} to ${notAfter}`;
}
