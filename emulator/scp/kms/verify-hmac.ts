import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { hmacOf } from "./hmac";
import { findUsableKey } from "./key-access";
import { verifyHmacRequest } from "./validation/data-plane";
import { readVersionedText } from "./versioned-text";

export const verifyHmac: Operation = (request) => {
  const { input, hmac } = decodeBody(verifyHmacRequest, request.body);
  const key = findUsableKey(request, "HMAC");
  const { bytes, material } = readVersionedText(request.context.store, key, "hmac", hmac);
  return ok({ valid: hmacOf(material, input).equals(bytes) });
};
