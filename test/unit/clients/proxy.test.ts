import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import { Deadline } from "../../../provider/clients/http/deadline";
import { Transport, type WireReply } from "../../../provider/clients/http/transport";
import { makeLeaf, makeRoot } from "../../support/certificates";

const host = "kms.example.test";
const variables = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE"];

const before = new Map(variables.map((name) => [name, process.env[name]]));
const set = (name: string, value: string | undefined): void => {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
};

interface Identity {
  readonly cert: string;
  readonly key: string;
}

let folder: string;
let authorities: string;
let identities: { readonly service: Identity; readonly proxy: Identity };
let servers: Server[];
let connects: { readonly target: string; readonly authorization: string | undefined }[];
let transport: Transport | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "proxy-"));
  const root = await makeRoot();
  authorities = join(folder, "authorities.pem");
  writeFileSync(authorities, root.certificate);
  const identity = async (commonName: string): Promise<Identity> => {
    const { certificate, privateKey } = await makeLeaf(root, { commonName });
    return { cert: certificate, key: privateKey };
  };
  identities = { service: await identity(host), proxy: await identity("localhost") };
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  servers = [];
  connects = [];
  for (const name of variables) set(name, undefined);
});

afterEach(async () => {
  await transport?.close();
  transport = undefined;
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  for (const [name, value] of before) set(name, value);
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const tlsService = (answer?: RequestListener): Server => createTlsServer(identities.service, answer);
const tlsProxy = (): Server => createTlsServer(identities.proxy);

/** Makes a server a proxy that opens a tunnel to a port of this machine, whatever it is asked for, or refuses. */
function proxying(
  server: Server,
  behaviour: { readonly to: number } | { readonly status: number | "silence" },
): Server {
  return server.on("connect", (request, socket: Duplex) => {
    connects.push({ target: request.url ?? "", authorization: request.headers["proxy-authorization"] });
    socket.on("error", () => undefined);
    if ("status" in behaviour) {
      if (behaviour.status === "silence") {
        socket.on("end", () => socket.destroy()).resume();
        return;
      }
      socket.end(`HTTP/1.1 ${String(behaviour.status)} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const through = connect(behaviour.to, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(through).pipe(socket);
    });
    through.on("error", () => socket.destroy());
    socket.on("close", () => through.destroy());
  });
}

function post(): Promise<WireReply> {
  transport ??= new Transport({ timeoutMs: 1000, maxConcurrency: 2 });
  const request = { method: "POST", service: "kms", path: "/v1/kms/transit", headers: {}, body: "{}" };
  return transport.send({ ...request, url: new URL(`https://${host}/v1/kms/transit`), deadline: new Deadline(10_000) });
}

describe("a service behind a proxy", () => {
  const trust = (): void => {
    set("SSL_CERT_FILE", authorities);
  };

  test.each([
    ["http", "127.0.0.1", (): Server => createServer()],
    ["https", "localhost", tlsProxy],
  ])("is reached by %s with authorities of one's own for service and proxy", async (protocol, name, proxy) => {
    const service = await listen(tlsService((_, response) => response.end('{"ok":true}')));
    const port = await listen(proxying(proxy(), { to: service }));
    set("HTTPS_PROXY", `${protocol}://user:p%40ss@${name}:${String(port)}`);
    trust();
    await expect(post()).resolves.toMatchObject({ status: 200, body: '{"ok":true}' });
    const authorization = `Basic ${Buffer.from("user:p@ss").toString("base64")}`;
    expect(connects).toEqual([{ target: `${host}:443`, authorization }]);
  });

  test("is not trusted without them", async () => {
    const port = await listen(proxying(createServer(), { to: await listen(tlsService()) }));
    set("HTTPS_PROXY", `http://127.0.0.1:${String(port)}`);
    await expect(post()).rejects.toMatchObject({
      code: "CONNECT_ERROR",
      outcome: "refused",
      transient: false,
      message: `cannot connect to ${host}: UNABLE_TO_VERIFY_LEAF_SIGNATURE`,
    });
  });

  test("that breaks the connection has an open outcome", async () => {
    const service = await listen(tlsService((request) => request.socket.destroy()));
    const port = await listen(proxying(createServer(), { to: service }));
    set("HTTPS_PROXY", `http://127.0.0.1:${String(port)}`);
    trust();
    await expect(post()).rejects.toMatchObject({ code: "LOST_REPLY", outcome: "unknown" });
  });
});

describe("a proxy that refuses", () => {
  const credentials =
    "Put a user name and a password for the proxy into its URL: HTTPS_PROXY=http://user:password@host:port";
  const owner = "Ask whoever runs the proxy to let it through, or name the service's host in NO_PROXY to go round it";

  test.each([
    [407, false, credentials],
    [403, false, owner],
    [502, true, owner],
  ])("with %i says so, and nothing was sent", async (status, transient, remedy) => {
    const port = await listen(proxying(createServer(), { status }));
    set("HTTPS_PROXY", `http://marker-user:marker-word@127.0.0.1:${String(port)}`);
    const error: unknown = await post().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "CONNECT_ERROR",
      outcome: "refused",
      transient,
      message: `cannot connect to ${host}: the proxy 127.0.0.1:${String(port)} refused (${String(status)})`,
      remedy,
    });
    expect(JSON.stringify([error, String(error)])).not.toContain("marker");
    expect(connects).toHaveLength(1);
  });

  test("to be connected to is named", async () => {
    const closed = createServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    servers = [];
    set("https_proxy", `http://127.0.0.1:${String(port)}`);
    await expect(post()).rejects.toMatchObject({
      code: "CONNECT_ERROR",
      outcome: "refused",
      message: `cannot connect to ${host}: the proxy 127.0.0.1:${String(port)}: ECONNREFUSED`,
    });
  });

  test("to answer is given up", async () => {
    const port = await listen(proxying(createServer(), { status: "silence" }));
    set("HTTPS_PROXY", `http://127.0.0.1:${String(port)}`);
    await expect(post()).rejects.toMatchObject({
      code: "CONNECT_ERROR",
      outcome: "refused",
      message: `cannot connect to ${host}: the proxy 127.0.0.1:${String(port)}: UND_ERR_HEADERS_TIMEOUT`,
    });
  });

  test("as its certificate is of an unknown authority is named", async () => {
    const port = await listen(proxying(tlsProxy(), { status: 502 }));
    set("HTTPS_PROXY", `https://localhost:${String(port)}`);
    await expect(post()).rejects.toMatchObject({
      code: "CONNECT_ERROR",
      transient: false,
      message: `cannot connect to ${host}: the proxy localhost:${String(port)}: UNABLE_TO_VERIFY_LEAF_SIGNATURE`,
    });
  });
});
