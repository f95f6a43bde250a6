import { certificateManagerOperations } from "../../../provider/clients/scp/certificatemanager/operations";
import { stateList, serveOperations, type ScpService } from "../service";
import { certificates } from "./certificate";
import { certificateDueRule } from "./certificate-due";
import { checkDuplicateName } from "./check-duplicate-name";
import { checkValidation } from "./check-validation";
import { createCertificate } from "./create-certificate";
import { createSelfSigned } from "./create-self-signed";
import { deleteCertificate } from "./delete-certificate";
import { listCertificates } from "./list-certificates";
import { showCertificate } from "./show-certificate";

/** The Certificate Manager. Each operation is one step: nothing is ever left half done. */
export const certificateManager: ScpService = {
  name: "certificatemanager",
  title: "Certificate Manager",
  secretFields: ["private_key"],
  numberFields: [],
  versions: [
    { id: "1.2", status: "CURRENT", notBefore: "" },
    { id: "1.1", status: "SUPPORTED", notBefore: "" },
    { id: "1.0", status: "DEPRECATED", notBefore: "2026-05-31" },
  ],
  operations: serveOperations(certificateManagerOperations, {
    checkDuplicateName,
    checkValidation,
    createCertificate,
    createSelfSigned,
    deleteCertificate,
    listCertificates,
    showCertificate,
  }),
  collections: [certificates],
  dueRules: [certificateDueRule],
  state: { certificates: stateList(certificates) },
};
