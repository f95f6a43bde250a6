import type { z } from "zod";

import type { Operation } from "../../operation";
import { ServiceClient } from "../service-client";
import {
  dataKeyReply,
  decryptedReply,
  encryptedReply,
  hmacReply,
  signedReply,
  toBase64,
  verdictReply,
  type DataKey,
  type Encrypted,
  type Signed,
} from "./key-use";
import { kmsOperations } from "./operations";

/** The data plane of the Key Management Service: what is done with a key. No call changes the key. */
export class KeyUseClient extends ServiceClient {
  protected readonly service = "kms";

  encrypt(id: string, plaintext: Uint8Array): Promise<Encrypted> {
    return this.use(kmsOperations.encrypt, id, encryptedReply, { plaintext: toBase64(plaintext) });
  }

  decrypt(id: string, ciphertext: string): Promise<Uint8Array> {
    return this.use(kmsOperations.decrypt, id, decryptedReply, { ciphertext });
  }

  /** Encrypts a ciphertext again with the newest version of the key; its plaintext stays in the service. */
  rewrap(id: string, ciphertext: string): Promise<Encrypted> {
    return this.use(kmsOperations.rewrap, id, encryptedReply, { ciphertext });
  }

  createDataKey(id: string, withPlaintext: boolean): Promise<DataKey> {
    return this.use(kmsOperations.createDataKey, id, dataKeyReply, {
      key_type: withPlaintext ? "plaintext" : "wrapped",
    });
  }

  sign(id: string, input: Uint8Array): Promise<Signed> {
    return this.use(kmsOperations.sign, id, signedReply, { input: toBase64(input) });
  }

  verify(id: string, input: Uint8Array, signature: string): Promise<boolean> {
    return this.use(kmsOperations.verify, id, verdictReply, { input: toBase64(input), signature });
  }

  makeHmac(id: string, input: Uint8Array): Promise<string> {
    return this.use(kmsOperations.makeHmac, id, hmacReply, { input: toBase64(input) });
  }

  verifyHmac(id: string, input: Uint8Array, hmac: string): Promise<boolean> {
    return this.use(kmsOperations.verifyHmac, id, verdictReply, { input: toBase64(input), hmac });
  }

  private use<T>(operation: Operation, id: string, reply: z.ZodType<T>, body: object): Promise<T> {
    return this.call(operation, reply, { path: { key_id: id }, body });
  }
}
