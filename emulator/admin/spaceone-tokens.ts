import { z } from "zod";
import { ok } from "../reply";
import { tokenLifetimeSeconds } from "../spaceone/app-claims";
import { domainKey } from "../spaceone/domain-key";
import { seedCollections } from "../spaceone/objects";
import { signToken, withInvalidSignature, type Claims } from "../spaceone/token";
import { credentialsOf } from "../start-state";
import type { Store } from "../store/store";
import { decodeAdminBody, type AdminCall } from "./call";

const tokenRequest = z.strictObject({
  claims: z.record(z.string(), z.unknown()),
  expiresIn: z.int().default(tokenLifetimeSeconds),
  signature: z.literal("invalid").optional(),
});

/** A token with exactly these claims, plus iat and exp where they are not given. */
export const mintToken: AdminCall = async ({ context, body }) => {
  const { claims, expiresIn, signature } = decodeAdminBody(tokenRequest, body);
  const { clock, store } = context;
  // A token without a domain is signed with the first domain's key: only its missing claim is wrong then, and the
  // service has to find that out.
  const domainId = typeof claims["did"] === "string" ? claims["did"] : credentialsOf(store).spaceoneDomainId;
  const { privateKey } = await domainKey(store, domainId);
  addNamedTenants(store, claims);
  const issuedAt = Math.floor(clock.now() / 1000);
  const token = signToken({ iat: issuedAt, exp: issuedAt + expiresIn, ...claims }, privateKey);
  return ok({ token: signature === "invalid" ? withInvalidSignature(token) : token });
};

/** The domain and the workspace that a token names exist from then on. */
function addNamedTenants(store: Store, { did, wid }: Claims): void {
  const { domains, workspaces } = seedCollections;
  if (typeof did !== "string" || did === "") return;
  if (!store.of(domains).get(did)) store.commit(domains.put({ domain_id: did, name: did, state: "ENABLED" }));
  if (typeof wid !== "string" || wid === "" || wid === "*" || store.of(workspaces).get(wid)) return;
  store.commit(workspaces.put({ workspace_id: wid, name: wid, state: "ENABLED", domain_id: did }));
}
