import type { Reply } from "../../reply";
import type { Operation } from "../service";
import { certificates } from "./certificate";
import { findCertificate } from "./certificate-access";

/** The reference's example has this status and no body. */
const answered: Reply = { status: 200 };

export const deleteCertificate: Operation = (request) => {
  request.context.store.commit(certificates.drop(findCertificate(request).id));
  return answered;
};
