import { createHmac, timingSafeEqual } from "node:crypto";

/** What a signature covers (SCP 1). */
export interface SignedRequest {
  readonly method: string;
  /** Scheme, host and target exactly as on the wire. */
  readonly url: string;
  /** Milliseconds since 1970, as the header has them. */
  readonly timestamp: string;
  readonly accessKey: string;
  /** The header Scp-AccountId as received; "" without one. */
  readonly accountId: string;
  readonly clientType: string;
}

export function stringToSign({ method, url, timestamp, accessKey, accountId, clientType }: SignedRequest): string {
  return method + url + timestamp + accessKey + accountId + clientType;
}

/** HMAC-SHA256 in base64. */
export function sign(request: SignedRequest, secretKey: string): string {
  return createHmac("sha256", secretKey).update(stringToSign(request)).digest("base64");
}

/** Compares in constant time. */
export function isSignedWith(request: SignedRequest, secretKey: string, signature: string): boolean {
  const expected = Buffer.from(sign(request, secretKey));
  const received = Buffer.from(signature);
  return expected.length === received.length && timingSafeEqual(expected, received);
}
