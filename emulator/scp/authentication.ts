import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { EmulatorContext } from "../context";
import type { Store } from "../store/store";
import { accounts, type Account } from "./account";
import { ScpError } from "./errors";
import { isSignedWith } from "./signature";
import { temporaryKeys } from "./temporary-key";

/** How far the time of a signature may be from the machine's clock, in both directions. */
const timestampToleranceMs = 15 * 60_000;

/** The one client type of the reference. */
const openApiClient = "Openapi";

/** What the headers of a signature say. */
interface Credentials {
  readonly accessKey: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly clientType: string;
}

/** The beginning of these headers' names: for an account's key, and for the token of a vault. */
export type HeaderPrefix = "Scp-" | "Sv";

/**
 * Finds the account that signed a request. Undefined where a header of the signature is missing: such a request is not
 * routed at all (SCP 3).
 */
export type Authenticate = (
  context: EmulatorContext,
  incoming: IncomingMessage,
  params: Readonly<Record<string, string>>,
) => Account | undefined;

/** Authenticates by an account's access key, or by one of its temporary keys. */
export const authenticateAccount: Authenticate = (context, incoming) => {
  const credentials = readCredentials(incoming.headers, "Scp-");
  if (!credentials) return undefined;
  const signer = findSigner(context.store, credentials.accessKey);
  const accountId = text(incoming.headers["scp-accountid"]);
  refuseUnlessSigned(context, incoming, { ...credentials, accountId }, signer?.secret_key);
  return context.store.of(accounts).get(signer?.account_id ?? "");
};

function findSigner(store: Store, accessKey: string): Pick<Account, "account_id" | "secret_key"> | undefined {
  return store.of(accounts).named(accessKey) ?? store.of(temporaryKeys).get(accessKey);
}

/** The headers of a signature; undefined where one of them is missing. */
export function readCredentials(headers: IncomingHttpHeaders, prefix: HeaderPrefix): Credentials | undefined {
  const read = (name: string) => text(headers[`${prefix}${name}`.toLowerCase()]);
  const accessKey = read("AccessKey");
  const signature = read("Signature");
  const timestamp = read("Timestamp");
  const clientType = read("ClientType");
  if (!accessKey || !signature || !timestamp || !clientType) return undefined;
  return { accessKey, signature, timestamp, clientType };
}

/** @param secretKey undefined where the access key is not known */
export function refuseUnlessSigned(
  { clock }: EmulatorContext,
  { headers, method = "", url = "" }: IncomingMessage,
  credentials: Credentials & { readonly accountId: string },
  secretKey: string | undefined,
): void {
  const signed = { ...credentials, method, url: `http://${headers.host ?? ""}${url}` };
  if (secretKey === undefined || !isSignedWith(signed, secretKey, credentials.signature)) {
    throw refused("The signature does not match the request.");
  }
  if (credentials.clientType !== openApiClient) throw refused(`The client type must be ${openApiClient}.`);
  if (!isRecent(credentials.timestamp, clock.machineNow())) {
    throw refused("The timestamp is not within 15 minutes of the current time.");
  }
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
