import { execFileSync } from "node:child_process";
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
