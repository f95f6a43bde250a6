import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { EmulatorContext } from "../context";
import { accounts, type Account } from "./account";
import { ScpError } from "./errors";
import { isSignedWith } from "./signature";

/** How far a signature's time may be from the machine's clock, either way. */
const timestampToleranceMs = 15 * 60_000;

/** The one client type of the reference. */
const openApiClient = "Openapi";

/** The headers that a request is signed with. */
interface Credentials {
  readonly accessKey: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly clientType: string;
}

/** Undefined where a header is missing: such a request is not routed at all (SCP 3). */
export function readCredentials(headers: IncomingHttpHeaders): Credentials | undefined {
  const accessKey = text(headers["scp-accesskey"]);
  const signature = text(headers["scp-signature"]);
  const timestamp = text(headers["scp-timestamp"]);
  const clientType = text(headers["scp-clienttype"]);
  if (!accessKey || !signature || !timestamp || !clientType) return undefined;
  return { accessKey, signature, timestamp, clientType };
}

/** The account that signed a request. */
export function authenticate(context: EmulatorContext, incoming: IncomingMessage, credentials: Credentials): Account {
  const account = context.store.of(accounts).named(credentials.accessKey);
  const signed = {
    ...credentials,
    method: incoming.method ?? "",
    url: `http://${incoming.headers.host ?? ""}${incoming.url ?? ""}`,
    accountId: text(incoming.headers["scp-accountid"]),
  };
  if (!account || !isSignedWith(signed, account.secret_key, credentials.signature)) {
    throw refused("The signature does not match the request.");
  }
  if (credentials.clientType !== openApiClient) throw refused(`Scp-ClientType must be ${openApiClient}.`);
  if (!isRecent(credentials.timestamp, context.clock.machineNow())) {
    throw refused("Scp-Timestamp is not within 15 minutes of the current time.");
  }
  return account;
}

function isRecent(timestamp: string, now: number): boolean {
  return /^\d{1,15}$/.test(timestamp) && Math.abs(Number(timestamp) - now) <= timestampToleranceMs;
}

function refused(detail: string): ScpError {
  return new ScpError(401, "HmacValidFail", detail);
}

function text(header: string | string[] | undefined): string {
  return typeof header === "string" ? header : "";
}
