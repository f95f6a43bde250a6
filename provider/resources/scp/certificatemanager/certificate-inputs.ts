import type { InputRules, InputsRule, Zod } from "../../../lifecycle/definition/input-rule";
import { uniqueName } from "../../fields";
import { creationTags } from "../tags";
import { dateProblem, givenChain, orderProblem, ownershipProblem, type GivenChain } from "./certificate-chain";
import type { CertificateArgs, CertificateRecipient } from "./certificate-contract";
import { certificatesProblem, formsOfPrivateKey, privateKeyProblem, sameCertificates, samePrivateKey } from "./pem";
import { firstDayProblem, selfSignedSchema, unlessSatisfied } from "./self-signed";

export const certificateInputs: InputRules<CertificateArgs, "name" | "timezone"> = {
  name: uniqueName({ characters: ["a-z", "A-Z", "0-9", ".", "_", "-"], min: 3, max: 30 }),
  certificate: {
    change: "replace",
    schema: certificatesSchema,
    same: sameCertificates,
    unprinted: true,
  },
  privateKey: {
    change: "replace",
    writeOnly: true,
    alsoSecret: formsOfPrivateKey,
    schema: (z) =>
      z.string().superRefine((text, context) => {
        const problem = privateKeyProblem(text);
        if (problem !== undefined) context.addIssue(problem);
      }),
    same: samePrivateKey,
  },
  chain: { change: "replace", schema: certificatesSchema, same: sameCertificates, unprinted: true },
  selfSigned: { change: "replace", schema: selfSignedSchema, exception: unlessSatisfied },
  timezone: {
    change: "creation",
    schema: (z) => z.string().refine(isTimezone, "must be the IANA name of a time zone, for example Asia/Seoul"),
    default: "Asia/Seoul",
  },
  recipients: {
    change: "creation",
    schema: (z) =>
      z
        .array(
          z.strictObject({
            userId: z.string().min(1, "must be the id of a user"),
            userName: z.string().min(1, "must be the name of a user"),
            region: z.string().exactOptional(),
          }),
        )
        .max(100, "must be at most 100 recipients"),
    unordered: true,
    same: sameRecipients,
  },
  tags: creationTags,
};

type CertificateRule = InputsRule<CertificateArgs>;

export const certificateRules: readonly CertificateRule[] = [
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
      return privateKey === undefined || given === undefined ? undefined : ownershipProblem(given, privateKey);
    },
  },
  ...chainRules(orderProblem),
  ...chainRules(dateProblem).map((rule): CertificateRule => ({ ...rule, onlyWhenChanged: true })),
  {
    inputs: ["selfSigned"],
    onlyWhenChanged: true,
    broken: ({ selfSigned }, { nowMs }) => (selfSigned === undefined ? undefined : firstDayProblem(selfSigned, nowMs)),
  },
];

/** A problem inside a bundle names the input `certificate`; one that `chain` adds names `chain`. */
function chainRules(problem: (given: GivenChain, nowMs: number) => string | undefined): readonly CertificateRule[] {
  const problemOf = (certificate: string, chain: string | undefined, nowMs: number): string | undefined => {
    const given = givenChain(certificate, chain);
    return given === undefined ? undefined : problem(given, nowMs);
  };
  return [
    { inputs: ["certificate"], broken: ({ certificate = "" }, { nowMs }) => problemOf(certificate, undefined, nowMs) },
    {
      inputs: ["chain", "certificate"],
      broken: ({ certificate = "", chain }, { nowMs }) =>
        problemOf(certificate, undefined, nowMs) === undefined ? problemOf(certificate, chain, nowMs) : undefined,
    },
  ];
}

function certificatesSchema(z: Zod) {
  return z.string().superRefine((text, context) => {
    const problem = certificatesProblem(text);
    if (problem !== undefined) context.addIssue(problem);
  });
}

/** Newer versions of Node also accept offsets such as `+09:00`, which are no names. */
function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** Their order does not count. */
function sameRecipients(a: readonly CertificateRecipient[], b: readonly CertificateRecipient[]): boolean {
  const [one, other] = [a, b].map((recipients) =>
    recipients.map(({ userId, userName, region = "" }) => JSON.stringify([userId, userName, region])).sort(),
  );
  return one?.join() === other?.join();
}
