import { randomBytes } from "node:crypto";
import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { newCiphertext } from "./ciphertext";
import { findUsableKey } from "./key-access";
import { dataKeyRequest } from "./validation/data-plane";

/** The length of a data key in bytes, as in the reference's example (SCP 6.1). */
const dataKeyLength = 32;

export const createDataKey: Operation = (request) => {
  const { key_type } = decodeBody(dataKeyRequest, request.body);
  const key = findUsableKey(request, "encryption");
  const dataKey = randomBytes(dataKeyLength);
  const plaintext = key_type === "plaintext" ? dataKey.toString("base64") : null;
  return ok({ ...newCiphertext(request.context.store, key, dataKey), plaintext });
};
