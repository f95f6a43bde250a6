import { createHash, createPublicKey, verify, type JsonWebKey } from "node:crypto";

/** What Pulumi ESC says of a request, signed by Pulumi Cloud. */
export interface Claims {
  readonly iss: string;
  readonly aud: string;
  readonly exp: number;
  readonly body_hash: string;
  /** The environment that is opened: `acme/prod`. */
  readonly current_env: string;
}

export interface Expected {
  /** Pulumi Cloud, or your own instance of it. */
  readonly issuer: string;
  /** The adapter's own URL, as the environment has it. */
  readonly audience: string;
  /** Public keys of the issuer. */
  readonly keys: readonly JsonWebKey[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A request that is not answered. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Checks who sends a request and that nobody has changed it; throws where anything is not as it should be. */
export function claimsOf(authorization: string | undefined, body: Buffer, expected: Expected): Claims {
  const [, head = "", payload = "", signature = ""] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization ?? "") ?? [];
  const { alg, kid } = decoded(head) as { alg?: string; kid?: string };
  const key = expected.keys.find((candidate) => candidate["kid"] === kid);
  const isSigned =
    alg === "RS256" &&
    key !== undefined &&
    verify(
      "sha256",
      Buffer.from(`${head}.${payload}`),
      createPublicKey({ key, format: "jwk" }),
      Buffer.from(signature, "base64url"),
    );
  if (!isSigned) throw new Refusal(401, "the token is not signed by the issuer");
  const claims = decoded(payload) as Partial<Claims>;
  const hash = `sha256-${createHash("sha256").update(body).digest("base64")}`;
  if (claims.iss !== expected.issuer) throw new Refusal(401, "the token is of another issuer");
  if (claims.aud !== expected.audience) throw new Refusal(401, "the token is meant for another adapter");
  if (!(Number(claims.exp) * 1000 > expected.now)) throw new Refusal(401, "the token has expired");
  if (claims.body_hash !== hash) throw new Refusal(401, "the token belongs to another request");
  return claims as Claims;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString()) as unknown;
  } catch {
    return {};
  }
}
