import type { JsonWebKey } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { getSecretValue } from "pulumi-scp";

import { claimsOf, Refusal } from "./token";

/**
 * An adapter by which environments of Pulumi ESC read secrets of Secrets Manager. It finds the account by the variables
 * SCP_..., and listens on this machine only: put what ends TLS in front of it, since ESC calls nothing but https. In the
 * environment:
 *
 * values:
 *   database:
 *     fn::open::external:
 *       url: https://secrets.example.com/
 *       request: { secretId: <id>, label: live }
 *   environmentVariables:
 *     DB_PASSWORD: ${database.response.password}
 */
const audience = required("ESC_ADAPTER_URL");
const issuer = process.env["ESC_ISSUER"] ?? "https://api.pulumi.com";

/** Which environments may read which secrets: ESC_READERS='{"acme/prod":["<id of a secret>"]}'. */
const readers = JSON.parse(required("ESC_READERS")) as Readonly<Record<string, readonly string[]>>;

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

/** Asked for again with each request: keys of an issuer change, and environments are opened seldom. */
async function keysOfIssuer(): Promise<readonly JsonWebKey[]> {
  const answer = await fetch(`${issuer}/.well-known/jwks.json`);
  if (!answer.ok) throw new Refusal(502, `the issuer answers ${answer.status} when it is asked for its keys`);
  return ((await answer.json()) as { keys: JsonWebKey[] }).keys;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function answer(request: IncomingMessage): Promise<object> {
  const body = await bodyOf(request);
  const expected = { issuer, audience, keys: await keysOfIssuer(), now: Date.now() };
  const { current_env: environment } = claimsOf(request.headers.authorization, body, expected);
  const { secretId, label } = JSON.parse(body.toString()) as { secretId?: string; label?: string };
  if (secretId === undefined || readers[environment]?.includes(secretId) !== true) {
    throw new Refusal(403, `the environment ${environment} may not read this secret`);
  }
  const { value, text } = await getSecretValue({ secretId, ...(label !== undefined && { label }) });
  return value ?? { text };
}

const server = createServer((request, response) => {
  const send = (status: number, content: object): void => {
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(content));
  };
  answer(request).then(
    (content) => {
      send(200, content);
    },
    (error: unknown) => {
      const { message } = error instanceof Error ? error : new Error(String(error));
      console.error(message);
      send(error instanceof Refusal ? error.status : 502, { message });
    },
  );
});

server.listen(Number(process.env["PORT"] ?? 0), "127.0.0.1", () => {
  console.log(JSON.stringify(server.address()));
});
