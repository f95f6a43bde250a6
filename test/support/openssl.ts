import { execFileSync } from "node:child_process";
import { constants, createHmac, verify } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { makeIntermediate, makeLeaf, makeRoot, type TestCertificate } from "./certificates";

const authority = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n";
const server = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n";

/** A server's certificate of a private authority with its chain, made by the command `openssl` where there is one. */
export async function issueCertificate(folder: string): Promise<TestCertificate> {
  try {
    return issueByCommand(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return makeLeaf(await makeIntermediate(await makeRoot()), { commonName: "shop.example.com" });
  }
}

function issueByCommand(folder: string): TestCertificate {
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  };
  const issue = (name: string, commonName: string, extensions: string, issuer?: string): void => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    const subject = ["-subj", `/O=Example/CN=${commonName}`];
    openssl(
      "req",
      "-new",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      ...subject,
    );
    const signer =
      issuer === undefined ? ["-signkey", `${name}.key`] : ["-CA", `${issuer}.crt`, "-CAkey", `${issuer}.key`];
    const serial = issuer === undefined ? [] : ["-CAcreateserial"];
    const files = ["-in", `${name}.csr`, "-out", `${name}.crt`, "-extfile", `${name}.ext`];
    openssl("x509", "-req", "-sha256", "-days", "365", ...files, ...signer, ...serial);
  };
  issue("root", "Example Root", authority);
  issue("issuing", "Example Issuing", authority, "root");
  issue("server", "shop.example.com", server, "issuing");
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  return {
    certificate: read("server.crt"),
    privateKey: read("server.key"),
    chain: read("issuing.crt") + read("root.crt"),
  };
}

/** Of PSS with SHA-256 and an RSA key of 2048 bits, in bytes: 256 - 32 - 2. */
const longestSalt = 222;

/**
 * Whether a signature with SHA-256 is one of a key pair's, of PSS with the longest salt for an RSA key, as the command `openssl` says, or Node
 * where there is no such command.
 */
export function isSignedBy(
  folder: string,
  publicKey: string,
  data: Buffer,
  signature: Buffer,
  isRsa: boolean,
): boolean {
  const path = (name: string): string => join(folder, name);
  writeFileSync(path("public.pem"), publicKey);
  writeFileSync(path("signature"), signature);
  writeFileSync(path("data"), data);
  const pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", `rsa_pss_saltlen:${longestSalt}`];
  const files = ["-verify", "public.pem", "-signature", "signature", "data"];
  try {
    execFileSync("openssl", ["dgst", "-sha256", ...(isRsa ? pss : []), ...files], { cwd: folder, stdio: "ignore" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") return false;
    return verify(
      "sha256",
      data,
      { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: longestSalt },
      signature,
    );
  }
}

/** An HMAC with SHA-256 as hexadecimal digits, by the command `openssl`, or by Node where there is no such command. */
export function hmacByCommand(secret: Buffer, data: Buffer): string {
  const key = ["-mac", "HMAC", "-macopt", `hexkey:${secret.toString("hex")}`];
  try {
    const answer = execFileSync("openssl", ["dgst", "-sha256", ...key, "-r"], { input: data, encoding: "utf8" });
    return answer.split(" ")[0] ?? "";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return createHmac("sha256", secret).update(data).digest("hex");
  }
}
