import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * The key service from which Pulumi gets the key of a stack's secrets: the two calls of Vault's transit engine, for stacks
 * that live as long as a test. With a passphrase, each command derives that key by a million hash rounds, a quarter of the
 * time that a `pulumi up` takes.
 */
export interface KeyService {
  /** What Pulumi's processes need to reach it. */
  readonly env: Record<string, string>;
  /** Lines of a stack's settings file. */
  readonly settings: string;
}

let started: Promise<KeyService> | undefined;

/** One for all stacks of this process. */
export function keyService(): Promise<KeyService> {
  return (started ??= start());
}

const prefix = "vault:v1:";

async function start(): Promise<KeyService> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const { plaintext = "", ciphertext = "" } = JSON.parse(body) as Record<string, string>;
      const isDecrypt = request.url?.startsWith("/v1/transit/decrypt/") === true;
      const data = isDecrypt ? { plaintext: ciphertext.slice(prefix.length) } : { ciphertext: prefix + plaintext };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // It does not keep the process alive.
  server.unref();
  const { port } = server.address() as AddressInfo;
  const wrapped = prefix + randomBytes(32).toString("base64");
  return {
    env: { VAULT_SERVER_URL: `http://127.0.0.1:${String(port)}`, VAULT_SERVER_TOKEN: "any" },
    settings: `secretsprovider: hashivault://test\nencryptedkey: ${Buffer.from(wrapped).toString("base64")}\n`,
  };
}
