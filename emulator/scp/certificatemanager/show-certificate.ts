import { ok } from "../../reply";
import type { Operation } from "../service";
import { refuseUnlessShown } from "../shown";
import { findCertificate } from "./certificate-access";
import { detailedCertificateFields } from "./representation";

export const showCertificate: Operation = (request) =>
  ok({ certificate: detailedCertificateFields(request, refuseUnlessShown(request, findCertificate(request))) });
