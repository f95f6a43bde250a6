import { describe, expect, test } from "@jest/globals";
import { decryptBytes, encryptBytes } from "../../../emulator/scp/kms/encryption";
import { hmacOf } from "../../../emulator/scp/kms/hmac";
import { makeKeySecret, type KeySecret } from "../../../emulator/scp/kms/key-material";
import { isSignature, signBytes } from "../../../emulator/scp/kms/signature";

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ""), "hex");
const secretOf = (key: string): KeySecret => ({ secret: hex(key).toString("base64") });

describe("AES-GCM agrees with the algorithm's own test cases", () => {
  test.each([
    [
      "14",
      "00".repeat(32),
      "000000000000000000000000",
      "00000000000000000000000000000000",
      "cea7403d4d606b6e074ec5d3baf39d18",
      "d0d1c8a799996bf0265b98b5d48ab919",
    ],
    [
      "15",
      "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
      "cafebabefacedbaddecaf888",
      `d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
       1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255`,
      `522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
       8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad`,
      "b094dac5d93471bdec1a502270e3cc6c",
    ],
  ])("case %s", (_case, key, nonce, plaintext, ciphertext, tag) => {
    const made = Buffer.concat([hex(nonce), hex(ciphertext), hex(tag)]);
    expect(decryptBytes(secretOf(key), made)?.toString("hex")).toBe(hex(plaintext).toString("hex"));
    // A new ciphertext has another nonce, and the same lengths.
    expect(encryptBytes(secretOf(key), hex(plaintext))).toHaveLength(made.length);
  });
});

test("a ciphertext has the length of the reference's example", () => {
  const plaintext = Buffer.from("dGhlIHF1aWNrIGJyb3duIGZveAo=", "base64");
  const example = "YiUpW1bpF2fMY0VRh3aQpik781Ul2gFPsfdwsypwouccHtPSfRaE40wTHHl4a5AK";
  expect(encryptBytes(makeKeySecret("aes-256"), plaintext)?.toString("base64")).toHaveLength(example.length);
});

test("a ciphertext without a whole tag is not decrypted", () => {
  const key = makeKeySecret("aes-256");
  const made = encryptBytes(key, Buffer.alloc(0)) ?? Buffer.alloc(0);
  expect(decryptBytes(key, made)).toEqual(Buffer.alloc(0));
  for (let length = 0; length < made.length; length += 1) {
    expect(decryptBytes(key, made.subarray(0, length))).toBeUndefined();
  }
});

// RFC 4231, test cases 1 and 2.
test.each([
  ["0b".repeat(20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"],
  [
    Buffer.from("Jefe").toString("hex"),
    "what do ya want for nothing?",
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  ],
])("HMAC-SHA256 with the key %s is that of RFC 4231", (key, input, expected) => {
  expect(hmacOf(secretOf(key), Buffer.from(input)).toString("hex")).toBe(expected);
});

test("bytes are not taken for a key pair, nor a key pair for bytes", () => {
  const data = Buffer.from("data");
  expect(() => signBytes(makeKeySecret("hmac-sha256"), data)).toThrow("no key pair");
  expect(() => isSignature(makeKeySecret("aes-256"), data, data)).toThrow("no key pair");
  expect(() => hmacOf(makeKeySecret("ecdsa-p256"), data)).toThrow("no secret of bytes");
});
