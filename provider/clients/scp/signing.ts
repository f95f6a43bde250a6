import { createHmac } from "node:crypto";

/** What a signature covers. */
export interface SignatureInput {
  readonly method: string;
  /** The full URL, exactly as it goes on the wire. */
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly accessKey: string;
}

/** The client type that the signature names; its letter case counts. */
const clientType = "Openapi";

/** The text that is signed (SCP 1). The account id between access key and client type is always empty. */
export function stringToSign({ method, url, timestamp, accessKey }: SignatureInput): string {
  return `${method}${url}${String(timestamp)}${accessKey}${clientType}`;
}

/** HMAC-SHA256 of the text to sign, in Base64. */
export function sign(input: SignatureInput, secretKey: string): string {
  return createHmac("sha256", secretKey).update(stringToSign(input), "utf8").digest("base64");
}

/** The headers that authenticate one attempt. A repeated attempt needs new ones, since they carry the time. */
export function signedHeaders(input: SignatureInput, secretKey: string): Record<string, string> {
  return {
    "Scp-AccessKey": input.accessKey,
    "Scp-Signature": sign(input, secretKey),
    "Scp-Timestamp": String(input.timestamp),
    "Scp-ClientType": clientType,
  };
}
