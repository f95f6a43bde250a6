import type { CertificateFields } from "../../../clients/scp/certificatemanager/certificate-body";
import type { Context } from "../../../lifecycle/definition/context";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import type { Checked } from "../../../lifecycle/definition/input-rule";
import { timeOf } from "../../../words/times";
import { phaseOf, strangeState, type States } from "../phases";
import { endsAtRoot, givenChain } from "./certificate-chain";
import type { CertificateArgs, CertificateOutputs } from "./certificate-contract";
import { isDue } from "./certificate-dates";
import {
  fitsGiven,
  seenCertificate,
  shownCertificateInputs,
  shownCertificateOutputs,
  warnDays,
  type SeenCertificate,
} from "./certificate-facts";
import { certificateInputs, certificateRules } from "./certificate-inputs";
import { materialOf } from "./certificate-material";
import { daysOf } from "./self-signed";

type Defaulted = "name" | "timezone";
type Wanted = Checked<CertificateArgs, Defaulted>;

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
export const certificate = defineResource<CertificateArgs, CertificateOutputs, SeenCertificate, Defaulted>({
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
  inputsOf: shownCertificateInputs,
  unreadable: ({ selfSigned }) => (selfSigned === undefined ? ["certificate", "privateKey", "chain"] : []),
  outputsOf: shownCertificateOutputs,
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
  find: async (context, id) => seenCertificate(context, await context.scp.certificates.showCertificate(id)),
  findByName: async (context, name) => {
    const { certificates } = context.scp;
    const found = (await certificates.listCertificates({ name })).find((record) => record.name === name);
    return found === undefined ? undefined : seenCertificate(context, await certificates.showCertificate(found.id));
  },
  listing: {
    list: async (context) =>
      (await context.scp.certificates.listCertificates()).map((record) => seenCertificate(context, record)),
  },
  create: (context, inputs) => (inputs.selfSigned === undefined ? upload(context, inputs) : selfSign(context, inputs)),
  steps: [],
  remove: ({ scp }, id) => scp.certificates.deleteCertificate(id),
  advice: (_, __, verb) => Promise.resolve(verb === "delete" ? usedAdvice : undefined),
  replacement: "delete-first-if-named",
  perhapsUnique: {
    input: "certificate",
    findOther: async (context, { name, certificate }) => {
      if (certificate === undefined) return undefined;
      const listed = await context.scp.certificates.listCertificates();
      const other = listed.find((record) => record.name !== name && fitsGiven(record, certificate));
      return other && seenCertificate(context, other);
    },
  },
});

const usedAdvice =
  "A certificate cannot be deleted while a load balancer uses it: have the load balancer use another one first. To have that " +
  "one made first, give it another name; then run `pulumi up` again";

async function upload(context: Context, inputs: Wanted): Promise<SeenCertificate> {
  const fields = fieldsOf(context, inputs);
  const material = materialOf(inputs);
  const { certificates } = context.scp;
  if ((await context.ask(() => certificates.isValid(material))) === false) context.refuse(refusalOf(inputs));
  return seenCertificate(context, await certificates.createCertificate(fields, material));
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

async function selfSign(context: Context, inputs: Wanted): Promise<SeenCertificate> {
  const { selfSigned, timezone } = inputs;
  if (selfSigned === undefined) return context.refuse("selfSigned is missing");
  const fields = fieldsOf(context, inputs);
  const { certificates } = context.scp;
  // The first day must not be in the past by the service's time. Any reply tells it; before the first one it is asked for.
  if (!context.knowsTime()) {
    await context.shared("time of certificates", () => context.ask(() => certificates.askTime(fields.name)));
  }
  const made = daysOf(selfSigned, timezone, context.now());
  return seenCertificate(context, await certificates.createSelfSigned(fields, made));
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
