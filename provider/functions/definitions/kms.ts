import type { Key } from "../../clients/scp/kms/key";
import type { KmsKeyOutputs } from "../../resources/scp/kms/kms-key-contract";
import { keyInputs, keyOutputs } from "../../resources/scp/kms/key-facts";
import { oneOf } from "../../resources/fields";
import { optional, required, secretBytes } from "./arguments";
import type { FunctionBasis, FunctionDefinition, ListDefinition } from "./definition";
import type * as contract from "./kms-contract";
import type { Lookup } from "./common-contract";
import { lookUp, lookupBy } from "./lookup";

// Functions of the Key Management Service (API reference, section 3).

const about = (name: string, verb: string, noun: string): Pick<FunctionBasis, "name" | "cloud" | "verb" | "noun"> => ({
  name,
  cloud: "scp",
  verb,
  noun,
});

const keyId = required("the id of a KMS key");
const ciphertext = required("a ciphertext of the Key Management Service");

export const getKmsKey: FunctionDefinition<Lookup, contract.KmsKeyResult> = {
  ...about("getKmsKey", "read", "KMS key"),
  ...lookupBy("KMS key"),
  run: async (call, args) =>
    shownKey(
      await lookUp(call, args, {
        show: (id) => call.scp.kms.showKey(id),
        named: (name) => call.scp.kms.listKeys({ name }),
      }),
    ),
};

export const listKmsKeys: ListDefinition<contract.ListKmsKeysArgs, contract.KmsKeyResult> = {
  ...about("listKmsKeys", "list", "KMS keys"),
  args: { name: optional("the name of a KMS key") },
  list: ({ scp }, { name }) => scp.kms.listKeys(name === undefined ? {} : { name }).map(shownKey),
};

export const listKmsKeyUsers: FunctionDefinition<contract.KmsKeyIdArgs, readonly contract.KmsKeyUserResult[]> = {
  ...about("listKmsKeyUsers", "list", "users of the KMS key"),
  args: { keyId },
  run: ({ scp }, args) => scp.kms.listUsers(args.keyId),
};

export const isKmsKeyNameTaken: FunctionDefinition<contract.IsKmsKeyNameTakenArgs, boolean> = {
  ...about("isKmsKeyNameTaken", "look for", "name of a KMS key"),
  args: { name: required("the name of a KMS key") },
  run: ({ scp }, { name }) => scp.kms.isNameTaken(name),
};

export const getManagedKmsKey: FunctionDefinition<Lookup, contract.ManagedKmsKeyResult> = {
  ...about("getManagedKmsKey", "read", "managed KMS key"),
  ...lookupBy("managed KMS key"),
  run: async (call, args) =>
    shownManagedKey(
      await lookUp(call, args, {
        show: (id) => call.scp.kms.showManagedKey(id),
        named: () => call.scp.kms.listManagedKeys(),
      }),
    ),
};

export const listManagedKmsKeys: ListDefinition<object, contract.ManagedKmsKeyResult> = {
  ...about("listManagedKmsKeys", "list", "managed KMS keys"),
  args: {},
  list: ({ scp }) => scp.kms.listManagedKeys().map(shownManagedKey),
};

export const kmsEncrypt: FunctionDefinition<contract.KmsEncryptArgs, contract.KmsCiphertextResult> = {
  ...about("kmsEncrypt", "use", "KMS key"),
  args: { keyId, plaintext: secretBytes },
  unknownInPreview: ["ciphertext", "keyVersion"],
  run: ({ scp }, args) => scp.keyUse.encrypt(args.keyId, args.plaintext),
};

export const kmsDecrypt: FunctionDefinition<contract.KmsDecryptArgs, contract.KmsPlaintextResult> = {
  ...about("kmsDecrypt", "use", "KMS key"),
  args: { keyId, ciphertext, as: { schema: (z) => oneOf(z, ["text", "bytes"]) } },
  isSecret: true,
  run: async (call, args) => {
    const bytes = await call.scp.keyUse.decrypt(args.keyId, args.ciphertext);
    if (args.as === "bytes") return { plaintext: "", plaintextBytes: bytes };
    const plaintext = textOf(bytes);
    if (plaintext !== undefined) return { plaintext, plaintextBytes: bytes };
    return call.refuse('the plaintext is no text in UTF-8: use as: "bytes", and read plaintextBytes');
  },
};

export const kmsRewrap: FunctionDefinition<contract.KmsRewrapArgs, contract.KmsCiphertextResult> = {
  ...about("kmsRewrap", "use", "KMS key"),
  args: { keyId, ciphertext },
  unknownInPreview: ["ciphertext", "keyVersion"],
  run: ({ scp }, args) => scp.keyUse.rewrap(args.keyId, args.ciphertext),
};

export const kmsSign: FunctionDefinition<contract.KmsInputArgs, contract.KmsSignatureResult> = {
  ...about("kmsSign", "use", "KMS key"),
  args: { keyId, input: secretBytes },
  unknownInPreview: ["signature", "keyVersion"],
  run: ({ scp }, args) => scp.keyUse.sign(args.keyId, args.input),
};

export const kmsVerify: FunctionDefinition<contract.KmsVerifyArgs, boolean> = {
  ...about("kmsVerify", "use", "KMS key"),
  args: { keyId, input: secretBytes, signature: required("a signature of the Key Management Service") },
  run: ({ scp }, args) => scp.keyUse.verify(args.keyId, args.input, args.signature),
};

export const kmsHmac: FunctionDefinition<contract.KmsInputArgs, contract.KmsHmacResult> = {
  ...about("kmsHmac", "use", "KMS key"),
  args: { keyId, input: secretBytes },
  run: async ({ scp }, args) => ({ hmac: await scp.keyUse.makeHmac(args.keyId, args.input) }),
};

export const kmsVerifyHmac: FunctionDefinition<contract.KmsVerifyHmacArgs, boolean> = {
  ...about("kmsVerifyHmac", "use", "KMS key"),
  args: { keyId, input: secretBytes, hmac: required("an HMAC of the Key Management Service") },
  run: ({ scp }, args) => scp.keyUse.verifyHmac(args.keyId, args.input, args.hmac),
};

export const kmsDataKey: FunctionDefinition<contract.KmsDataKeyFunctionArgs, contract.KmsDataKeyResult> = {
  ...about("kmsDataKey", "use", "KMS key"),
  args: { keyId, withPlaintext: { schema: (z) => z.boolean() } },
  isSecret: true,
  unknownInPreview: ["ciphertext", "keyVersion", "plaintextBytes"],
  run: async ({ scp }, args) => {
    const { plaintext, ...wrapped } = await scp.keyUse.createDataKey(args.keyId, args.withPlaintext ?? false);
    return { ...wrapped, plaintextBytes: plaintext };
  },
};

/** Outputs that a reply leaves out are absent, as they are on the resource. */
function shownKey(key: Key): contract.KmsKeyResult {
  return { id: key.id, ...keyInputs(key), ...(keyOutputs(key) as KmsKeyOutputs) };
}

function shownManagedKey(key: Key): contract.ManagedKmsKeyResult {
  const { id, name, purpose, description } = key;
  return { id, name, purpose, description, ...(keyOutputs(key) as KmsKeyOutputs) };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
