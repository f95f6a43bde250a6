import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { isAtLeast } from "../versions";
import { readUpload } from "./upload";
import { findFault } from "./upload-fault";
import { validateRequest, validateRequestWithChainRule } from "./validation/certificate";

/** Says whether a certificate could be created. An upload that cannot be read is refused, as a creation does. */
export const checkValidation: Operation = ({ body, now, version }) => {
  if (isAtLeast(version, "1.1")) {
    const upload = readUpload(decodeBody(validateRequest, body));
    return ok({ validate_check: findFault(upload, now, "where public") === undefined });
  }
  const { is_need_cert_chain, ...parts } = decodeBody(validateRequestWithChainRule, body);
  const fault = findFault(readUpload(parts), now, is_need_cert_chain ? "always" : "never");
  return ok({ result: fault === undefined });
};
