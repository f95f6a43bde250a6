import type { Call } from "../../calls/call";
import type { CertificateRecord } from "../../clients/scp/certificatemanager/certificate";
import { present } from "../../lifecycle/record/record";
import {
  seenCertificate,
  shownCertificateInputs,
  shownCertificateOutputs,
} from "../../resources/scp/certificatemanager/certificate-facts";
import { certificateInputs } from "../../resources/scp/certificatemanager/certificate-inputs";
import { materialOf } from "../../resources/scp/certificatemanager/certificate-material";
import { formsOfPrivateKey } from "../../resources/scp/certificatemanager/pem";
import { optional, required } from "./arguments";
import type * as contract from "./certificatemanager-contract";
import type { FunctionDefinition, ListDefinition } from "./definition";
import type { Lookup } from "./common-contract";
import { lookupBy } from "./lookup";
import { lookUpDetail } from "./lookup-detail";

// Functions of the Certificate Manager (API reference, section 1).

export const getCertificate: FunctionDefinition<Lookup, contract.CertificateResult> = {
  name: "getCertificate",
  cloud: "scp",
  verb: "read",
  noun: "certificate",
  ...lookupBy("certificate"),
  run: async (call, args) =>
    shownCertificate(
      call,
      await lookUpDetail(call, args, {
        show: (id) => call.scp.certificates.showCertificate(id),
        named: (name) => call.scp.certificates.listCertificates({ name }),
      }),
    ),
};

export const listCertificates: ListDefinition<contract.ListCertificatesArgs, contract.ListedCertificateResult> = {
  name: "listCertificates",
  cloud: "scp",
  verb: "list",
  noun: "certificates",
  args: {
    name: optional("the name of a certificate"),
    commonName: optional("a common name"),
    state: optional("a state in the service's spelling"),
    isMine: { schema: (z) => z.boolean() },
  },
  list: (call, filter) =>
    call.scp.certificates.listCertificates(filter).map((record) => shownCertificate(call, record)),
};

export const isCertificateNameTaken: FunctionDefinition<contract.IsCertificateNameTakenArgs, boolean> = {
  name: "isCertificateNameTaken",
  cloud: "scp",
  verb: "look for",
  noun: "name of a certificate",
  args: { name: required("the name of a certificate") },
  run: ({ scp }, { name }) => scp.certificates.isNameTaken(name),
};

export const checkCertificate: FunctionDefinition<contract.CheckCertificateArgs, boolean> = {
  name: "checkCertificate",
  cloud: "scp",
  verb: "check",
  noun: "certificate",
  args: {
    certificate: { required: true, schema: certificateInputs.certificate.schema },
    privateKey: {
      required: true,
      secret: true,
      secretForms: formsOfPrivateKey,
      schema: certificateInputs.privateKey.schema,
    },
    chain: { schema: certificateInputs.chain.schema },
  },
  run: async (call, args) =>
    (await call.scp.certificates.isValid(materialOf(args))) ??
    call.refuse("the Certificate Manager has answered, and not said whether they are valid"),
};

/** What a list leaves out is absent. */
function shownCertificate(call: Call, record: CertificateRecord): contract.CertificateResult {
  const seen = seenCertificate(call, record);
  const { fingerprint: _ofGivenPem, ...outputs } = shownCertificateOutputs(seen, {});
  const { id, commonName, organization, createdAt, details } = record;
  return {
    id,
    ...shownCertificateInputs(seen, {}),
    ...outputs,
    ...present({ commonName, organization, createdAt }),
    ...details,
  };
}
