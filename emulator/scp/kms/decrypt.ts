import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { openCiphertext } from "./ciphertext";
import { findUsableKey } from "./key-access";
import { ciphertextRequest } from "./validation/data-plane";

export const decrypt: Operation = (request) => {
  const { ciphertext } = decodeBody(ciphertextRequest, request.body);
  const key = findUsableKey(request, "encryption");
  return ok({ plaintext: openCiphertext(request.context.store, key, ciphertext).toString("base64") });
};
