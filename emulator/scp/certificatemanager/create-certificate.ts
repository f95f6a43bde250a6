import { created } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { certificates } from "./certificate";
import { refusal } from "./certificate-access";
import { newCertificate, refuseTakenMaterial, refuseUnlessFree } from "./new-certificate";
import { createdCertificateFields } from "./representation";
import { readUpload } from "./upload";
import { findFault } from "./upload-fault";
import { createCertificateRequest } from "./validation/certificate";

export const createCertificate: Operation = (request) => {
  const input = decodeBody(createCertificateRequest, request.body);
  const upload = readUpload(input);
  const fault = findFault(upload, request.now, "where public");
  if (fault) throw refusal(fault.reason, fault.detail);
  refuseUnlessFree(request, input.name, "PRD");
  refuseTakenMaterial(request, upload.certificate);
  const chain = upload.chain?.join("") ?? null;
  const certificate = newCertificate(request, "PRD", input, upload.certificate, chain);
  request.context.store.commit(certificates.put(certificate));
  return created({ certificate: createdCertificateFields(certificate) });
};
