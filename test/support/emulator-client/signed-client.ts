import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";

import { newestApiFixtures } from "../api-fixture";
import type { Answer } from "./answer";

/** Where an emulator is and whom to be there: its first line on standard output, or what startEmulator resolves to. */
export interface EmulatorAddress {
  readonly url: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly accountId: string;
  /** What calls of SCP begin with, such as `/regions/kr-east1`; nothing by default. */
  readonly prefix?: string;
  /** Of the app that owns the first workspace; an added account has none. */
  readonly spaceoneToken?: string;
  readonly spaceoneDomainId?: string;
  readonly spaceoneWorkspaceId?: string;
  readonly spaceoneProjectId?: string;
}

export interface CallOptions {
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  /** Scp-Api-Version; null sends none. The newest of the path's service by default. */
  readonly version?: string | null;
  /** Replaces or, as null, leaves out headers. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Milliseconds since 1970; now by default. */
  readonly timestamp?: number | string;
}

/** A signed client that shares no code with the provider, so that each finds the other's mistakes. */
export class SignedClient {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(readonly address: EmulatorAddress) {}

  /** Calls SCP. The target is sent byte for byte. */
  call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const target = (this.address.prefix ?? "") + path;
    return this.#send(method, target, { ...this.#signedHeaders(method, target, options), ...options.headers }, options);
  }

  /** Calls the admin API, or anything else that is not signed. */
  plain(method: string, target: string, options: CallOptions = {}): Promise<Answer> {
    return this.#send(method, target, { ...options.headers }, options);
  }

  /** Calls SpaceONE, with the first line's token unless another one or none (null) is given. */
  spaceone(path: string, body: unknown = {}, token: string | null = this.address.spaceoneToken ?? null) {
    const headers = { Authorization: token === null ? null : `Bearer ${token}` };
    return this.plain("POST", path, { body, headers });
  }

  close(): void {
    this.#agent.destroy();
  }

  #signedHeaders(method: string, target: string, { headers, timestamp, version }: CallOptions) {
    const host = headers?.["Host"] ?? new URL(this.address.url).host;
    const time = String(timestamp ?? Date.now());
    const accountId = headers?.["Scp-AccountId"] ?? "";
    const clientType = headers?.["Scp-ClientType"] ?? "Openapi";
    const message = `${method}http://${host}${target}${time}${this.address.accessKey}${accountId}${clientType}`;
    return {
      "Scp-AccessKey": this.address.accessKey,
      "Scp-Signature": createHmac("sha256", this.address.secretKey).update(message).digest("base64"),
      "Scp-Timestamp": time,
      "Scp-ClientType": clientType,
      ...(version !== null && { "Scp-Api-Version": version ?? newestVersion(target) }),
    };
  }

  #send(
    method: string,
    target: string,
    headers: Readonly<Record<string, string | null>>,
    { body }: CallOptions,
  ): Promise<Answer> {
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const given = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
    return this.deliver(method, target, Object.fromEntries(given), text);
  }

  /** Brings a request to the emulator. */
  protected deliver(
    method: string,
    target: string,
    headers: Readonly<Record<string, string>>,
    body: string | undefined,
  ): Promise<Answer> {
    return send(this.address.url, this.#agent, method, target, headers, body);
  }
}

function send(
  url: string,
  agent: Agent,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, hostname, port, method, path: target }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parsedText(text) });
      });
    });
    outgoing.on("error", reject);
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    if (body !== undefined) {
      outgoing.setHeader("Content-Type", "application/json");
      // Node says no length of a DELETE's body by itself.
      outgoing.setHeader("Content-Length", Buffer.byteLength(body));
    }
    outgoing.end(body);
  });
}

/** By the first part of a path, as the documents say it. */
const newestVersions = new Map(
  newestApiFixtures().flatMap(({ service, version, operations }) =>
    operations.map(({ path }) => [firstPart(path), `${service} ${version}`] as const),
  ),
);

/** The newest version of the API of the service that a path belongs to. */
function newestVersion(target: string): string {
  return newestVersions.get(firstPart(target)) ?? "kms 1.2";
}

function firstPart(target: string): string {
  return /^(?:\/(?:environments|regions|services)\/[\w-]+\/*)*\/v1\/([\w-]+)/.exec(target)?.[1] ?? "";
}

/** What a body says, if it is JSON. */
export function parsedText(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
