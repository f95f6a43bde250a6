import { ok } from "../../reply";
import type { Operation } from "../service";
import { refuseUnlessShown } from "../shown";
import { findCertificate } from "./certificate-access";
import { certificateFields } from "./representation";

export const showCertificate: Operation = (request) =>
  ok({ certificate: certificateFields(refuseUnlessShown(request, findCertificate(request))) });
