import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { findUsableKey } from "./key-access";
import { newestMaterial } from "./key-versions";
import { signBytes } from "./signature";
import { inputRequest } from "./validation/data-plane";
import { versionedText } from "./versioned-text";

export const sign: Operation = (request) => {
  const { input } = decodeBody(inputRequest, request.body);
  const material = newestMaterial(request.context.store, findUsableKey(request, "signature"));
  return ok({
    key_version: material.version,
    signature: versionedText(material.version, signBytes(material, input)),
  });
};
