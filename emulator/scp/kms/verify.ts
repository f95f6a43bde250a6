import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { findUsableKey } from "./key-access";
import { isSignature } from "./signature";
import { verifyRequest } from "./validation/data-plane";
import { readVersionedText } from "./versioned-text";

export const verify: Operation = (request) => {
  const { input, signature } = decodeBody(verifyRequest, request.body);
  const key = findUsableKey(request, "signature");
  const { bytes, material } = readVersionedText(request.context.store, key, "signature", signature);
  return ok({ valid: isSignature(material, input, bytes) });
};
