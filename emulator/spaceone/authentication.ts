import { verify } from "node:crypto";
import type { Store } from "../store/store";
import { appStanding } from "./app-standing";
import type { Caller } from "./caller";
import { domainKeys } from "./domain-key";
import { authenticationFailure, nestedNotFound } from "./errors";
import { isStruct, type Struct } from "./json";
import { seedCollections } from "./objects";

/** How long before and after its time a token is accepted. */
const leewaySeconds = 60;

/** The only version of tokens that the 2.x services accept. */
const tokenVersion = "2.0";

/** The caller that a token belongs to. The times in the token are judged by the emulator's clock. */
export function authenticate(store: Store, token: string | undefined, now: number): Caller {
  if (!token) throw authenticationFailure("empty token provided.");
  const claims = readClaims(token);
  const domainId = text(claims["did"]);
  if (domainId === undefined) throw authenticationFailure("empty domain_id provided.");
  if (!isSigned(token, publicKey(store, domainId)) || !isTimely(claims, now / 1000)) {
    throw authenticationFailure("Token is invalid or expired.");
  }
  if (claims["ver"] !== tokenVersion) throw authenticationFailure("invalid token version.");
  return {
    domainId,
    workspaceId: text(claims["wid"]),
    role: text(claims["rol"]),
    ...appStanding(store, claims),
    injectedParams: isStruct(claims["injected_params"]) ? claims["injected_params"] : {},
  };
}

/** Reads the claims before they are verified: they name the domain whose key verifies the token. */
function readClaims(token: string): Struct {
  const [, payload, ...rest] = token.split(".");
  const claims = rest.length === 1 && payload !== undefined ? parsed(payload) : undefined;
  if (!isStruct(claims)) throw authenticationFailure("failed to decode token.");
  return claims;
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString()) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The key that verifies a domain's tokens; undefined where the domain has never signed one. A domain that does not
 * exist is the "not found" of another service.
 */
function publicKey(store: Store, domainId: string): string | undefined {
  const key = store.of(domainKeys).get(domainId);
  if (!key && !store.of(seedCollections.domains).get(domainId)) throw nestedNotFound([["domain_id", domainId]]);
  return key?.publicKey;
}

function isSigned(token: string, key: string | undefined): boolean {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const head = parsed(header);
  if (key === undefined || !isStruct(head) || head["alg"] !== "RS256") return false;
  return verify("sha256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"));
}

function isTimely({ exp, nbf }: Struct, seconds: number): boolean {
  const isTime = (claim: unknown) => claim === undefined || typeof claim === "number";
  if (!isTime(exp) || !isTime(nbf)) return false;
  return !(Number(exp) < seconds - leewaySeconds) && !(Number(nbf) > seconds + leewaySeconds);
}

function text(claim: unknown): string | undefined {
  return typeof claim === "string" && claim !== "" ? claim : undefined;
}
