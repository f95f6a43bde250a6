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

/** Who signs: an account by its access key, or a vault by its token. Only the names of the headers differ (SCP 1). */
export interface Signer {
  /** What the headers' names begin with. */
  readonly prefix: "Scp-" | "Sv";
  readonly accessKey: string;
  readonly secretKey: string;
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
export function signedHeaders(
  request: Omit<SignatureInput, "accessKey">,
  { prefix, accessKey, secretKey }: Signer,
): Record<string, string> {
  return {
    [`${prefix}AccessKey`]: accessKey,
    [`${prefix}Signature`]: sign({ ...request, accessKey }, secretKey),
    [`${prefix}Timestamp`]: String(request.timestamp),
    [`${prefix}ClientType`]: clientType,
  };
}
