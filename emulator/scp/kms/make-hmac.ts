import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { hmacOf } from "./hmac";
import { findUsableKey } from "./key-access";
import { newestMaterial } from "./key-versions";
import { inputRequest } from "./validation/data-plane";
import { versionedText } from "./versioned-text";

export const makeHmac: Operation = (request) => {
  const { input } = decodeBody(inputRequest, request.body);
  const material = newestMaterial(request.context.store, findUsableKey(request, "HMAC"));
  return ok({ hmac: versionedText(material.version, hmacOf(material, input)) });
};
