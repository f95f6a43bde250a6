/** The claims of a workspace owner's app, as SpaceONE's identity service writes them (SPO 1). */
const ownerClaims = {
  iss: "spaceone.identity",
  typ: "CLIENT_SECRET",
  own: "APP",
  did: "domain-58010aa2e451",
  aud: "app-1",
  jti: "client-1",
  ver: "2.0",
  rol: "WORKSPACE_OWNER",
  wid: "workspace-77919b6ee1f1",
  iat: 1_700_000_000,
  exp: 4_000_000_000,
};

/** A token with other claims than the owner's where they are given; undefined leaves one out. Its signature is none. */
export function spaceoneToken(claims: Readonly<Record<string, unknown>> = {}): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ ...ownerClaims, ...claims })}.bm8tc2lnbmF0dXJl`;
}
