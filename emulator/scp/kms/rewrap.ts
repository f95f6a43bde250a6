import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { newCiphertext, openCiphertext } from "./ciphertext";
import { findUsableKey } from "./key-access";
import { ciphertextRequest } from "./validation/data-plane";

/** Encrypts what a ciphertext holds anew, with the key's newest version. */
export const rewrap: Operation = (request) => {
  const { ciphertext } = decodeBody(ciphertextRequest, request.body);
  const { store } = request.context;
  const key = findUsableKey(request, "encryption");
  return ok(newCiphertext(store, key, openCiphertext(store, key, ciphertext)));
};
