import { versionsOf } from "../../../settings/reading/scp-services";
import type { OperationTable } from "../../operation";

const all = versionsOf("certificatemanager");

/** Operations of the Certificate Manager. */
export const certificateManagerOperations = {
  createCertificate: { method: "POST", path: "/v1/certificatemanager", versions: all, repeatable: false },
  createSelfSigned: { method: "POST", path: "/v1/certificatemanager/self-sign", versions: all, repeatable: false },
  checkDuplicateName: {
    method: "POST",
    path: "/v1/certificatemanager/check-duplication",
    versions: all,
    repeatable: true,
  },
  checkValidation: { method: "POST", path: "/v1/certificatemanager/check-validation", versions: all, repeatable: true },
  listCertificates: { method: "GET", path: "/v1/certificatemanager", versions: all, repeatable: true },
  showCertificate: {
    method: "GET",
    path: "/v1/certificatemanager/{certificate_id}",
    versions: all,
    repeatable: true,
  },
  deleteCertificate: {
    method: "DELETE",
    path: "/v1/certificatemanager/{certificate_id}",
    versions: all,
    repeatable: true,
  },
} as const satisfies OperationTable;
