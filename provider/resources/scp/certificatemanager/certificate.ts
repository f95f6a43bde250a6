import type { CertificateRecord } from "../../../clients/scp/certificatemanager/certificate";
import type { CertificateFields, CertificateMaterial } from "../../../clients/scp/certificatemanager/certificate-body";
import type { Context } from "../../../lifecycle/definition/context";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import type { Checked } from "../../../lifecycle/definition/input-rule";
import { timeOf } from "../../../words/times";
import { phaseOf, strangeState, type States } from "../phases";
import { commonNamesOf, datesOf, endsAtRoot, givenChain } from "./certificate-chain";
import type { CertificateArgs, CertificateOutputs } from "./certificate-contract";
import { isAboutTheSame, isDue } from "./certificate-dates";
import { certificateInputs, certificateRules } from "./certificate-inputs";
import { certificatesIn, pemOf, pkcs1Of } from "./pem";
import { daysOf, fitsSelfSigned, shownSelfSigned } from "./self-signed";

interface Found {
  readonly record: CertificateRecord;
  /** The service's time at which it was read. */
  readonly seenMs: number;
}

type Defaulted = "name" | "timezone";
type Wanted = Checked<CertificateArgs, Defaulted>;
type Known = Partial<CertificateArgs>;

/** Days before the end from which every refresh warns. The service's mails begin 45 days before it (SCP 4). */
const warnDays = 30;
/** The console's words and the API's own, which may be in capitals (SCP 4). */
const states: States = {
  Active: "ready",
  Valid: "ready",
  Not_Valid: "ready",
  Expired: "ready",
  Editing: "ready",
  Terminating: "terminating",
  Error: "failed",
};

/** A certificate of the Certificate Manager (API reference, section 1). */
export const certificate = defineResource<CertificateArgs, CertificateOutputs, Found, Defaulted>({
  kind: "Certificate",
  cloud: "scp",
  noun: "certificate",
  inputs: certificateInputs,
  rules: certificateRules,
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
    phase: phaseOf(states, record.state),
    state: record.state,
    createdAt: record.createdAt,
    deleteAt: undefined,
    region: undefined,
    account: record.accountId,
  }),
  notUnderstood: ({ record }) => strangeState(states, record.state),
  inputsOf: ({ record }, known: Known) => ({ name: record.name, ...shownMaterial(record, known) }),
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
  expired: ({ selfSigned, notAfter, renewalDue }, wanted, nowMs) => {
    const days = wanted.selfSigned?.renewBeforeDays;
    if (typeof days !== "number" || notAfter === undefined) return [];
    // The last refresh computed `renewalDue` by the service's time, for the `renewBeforeDays` of state only.
    const wasDue = renewalDue === true && days === selfSigned?.renewBeforeDays;
    return wasDue || isDue(notAfter, days, nowMs) ? ["selfSigned"] : [];
  },
  notice: ({ record }, { selfSigned }, nowMs) => {
    if (selfSigned?.renewBeforeDays !== undefined || !isDue(record.notAfter, warnDays, nowMs)) return undefined;
    const expires = timeOf(record.notAfter) < nowMs ? "has expired" : "expires";
    const remedy = selfSigned === undefined ? "give a new certificate" : "set renewBeforeDays, which renews it";
    return `the certificate ${record.name} (${record.id}) ${expires} on ${record.notAfter}: ${remedy}`;
  },
  find: async (context, id) => seen(context, await context.scp.certificates.showCertificate(id)),
  findByName: async (context, name) => {
    const { certificates } = context.scp;
    const found = (await certificates.listCertificates({ name })).find((record) => record.name === name);
    return found === undefined ? undefined : seen(context, await certificates.showCertificate(found.id));
  },
  listing: {
    list: async (context) => (await context.scp.certificates.listCertificates()).map((record) => seen(context, record)),
  },
  create: (context, inputs) => (inputs.selfSigned === undefined ? upload(context, inputs) : selfSign(context, inputs)),
  steps: [],
  remove: ({ scp }, id) => scp.certificates.deleteCertificate(id),
  advice: (_, __, verb) => Promise.resolve(verb === "delete" ? usedAdvice : undefined),
  replacement: "delete-first-if-named",
});

const usedAdvice =
  "A certificate cannot be deleted while a load balancer uses it: have the load balancer use another one first. To have that " +
  "one made first, give it another name; then run `pulumi up` again";

function seen({ now }: Context, record: CertificateRecord): Found {
  return { record, seenMs: now() };
}

async function upload(context: Context, inputs: Wanted): Promise<Found> {
  const fields = fieldsOf(context, inputs);
  const material = materialOf(inputs);
  const { certificates } = context.scp;
  if ((await context.ask(() => certificates.isValid(material))) === false) context.refuse(refusalOf(inputs));
  return seen(context, await certificates.createCertificate(fields, material));
}

/** The service gives no reason. */
function refusalOf({ certificate = "", chain }: CertificateArgs): string {
  const given = givenChain(certificate, chain);
  const reason =
    given === undefined || endsAtRoot(given)
      ? "it may want a longer key, or issuers that are allowed to sign certificates"
      : "the chain ends before the root, so give the missing certificates in chain";
  return `the Certificate Manager finds the certificate, its key and its chain not valid: ${reason}`;
}

async function selfSign(context: Context, inputs: Wanted): Promise<Found> {
  const { selfSigned, timezone } = inputs;
  if (selfSigned === undefined) return context.refuse("selfSigned is missing");
  const fields = fieldsOf(context, inputs);
  const { certificates } = context.scp;
  // The first day must not be in the past by the service's time, so that time is read first.
  await context.ask(() => certificates.askTime(fields.name));
  const made = daysOf(selfSigned, timezone, context.now());
  return seen(context, await certificates.createSelfSigned(fields, made));
}

function fieldsOf({ region, refuse }: Context, inputs: Wanted): CertificateFields {
  return {
    name: inputs.name,
    region: region ?? refuse("set scp:region: a certificate is made for a region"),
    timezone: inputs.timezone,
    recipients: inputs.recipients ?? [],
    tags: inputs.tags ?? {},
  };
}

function materialOf({ certificate = "", privateKey = "", chain }: CertificateArgs): CertificateMaterial {
  const { leaf, issuers } = givenChain(certificate, chain) ?? {};
  return {
    certificate: leaf === undefined ? "" : pemOf([leaf]),
    privateKey: pkcs1Of(privateKey),
    chain: issuers === undefined || issuers.length === 0 ? undefined : pemOf(issuers),
  };
}

/**
 * The service never shows the PEM: the program's counts, unless the visible fields contradict it. Without a value in the
 * program, `selfSigned` can be told from the visible fields, and `certificate` cannot.
 */
function shownMaterial(record: CertificateRecord, { certificate, selfSigned }: Known): Known {
  if (certificate !== undefined) {
    return { certificate: fitsGiven(record, certificate) ? certificate : describe(record) };
  }
  if (selfSigned !== undefined) {
    return { selfSigned: fitsSelfSigned(record, selfSigned) ? selfSigned : shownSelfSigned(record) };
  }
  const isWhole = record.kind === "DEV" && record.commonName !== undefined && record.organization !== undefined;
  return isWhole ? { selfSigned: shownSelfSigned(record) } : {};
}

function fitsGiven(record: CertificateRecord, given: string): boolean {
  const leaf = certificatesIn(given)?.[0];
  if (leaf === undefined) return true;
  const { notBefore, notAfter } = datesOf(leaf);
  const sameDates = isAboutTheSame(record.notBefore, notBefore) && isAboutTheSame(record.notAfter, notAfter);
  return record.kind !== "DEV" && sameDates && hasName(record, commonNamesOf(leaf));
}

/** The service may show a certificate without a common name under one of its other names. */
function hasName({ commonName = "" }: CertificateRecord, names: readonly string[]): boolean {
  return commonName === "" || names.length === 0 || names.includes(commonName);
}

function describe({ commonName = "", notBefore, notAfter }: CertificateRecord): string {
  return `another certificate, for ${commonName}, from ${notBefore} to ${notAfter}`;
}
