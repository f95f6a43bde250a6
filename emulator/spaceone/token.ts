import { sign } from "node:crypto";

export type Claims = Readonly<Record<string, unknown>>;

/** A JSON Web Token signed with RS256. */
export function signToken(claims: Claims, privateKey: string): string {
  const content = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${sign("sha256", Buffer.from(content), privateKey).toString("base64url")}`;
}

/** The same token with a wrong signature. */
export function withInvalidSignature(token: string): string {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const bytes = Buffer.from(signature, "base64url").map((byte) => byte ^ 0xff);
  return `${header}.${payload}.${Buffer.from(bytes).toString("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
