import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { newCiphertext } from "./ciphertext";
import { findUsableKey } from "./key-access";
import { encryptRequest } from "./validation/data-plane";

export const encrypt: Operation = (request) => {
  const { plaintext } = decodeBody(encryptRequest, request.body);
  const key = findUsableKey(request, "encryption");
  return ok(newCiphertext(request.context.store, key, plaintext));
};
