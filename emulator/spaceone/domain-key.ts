import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { defineCollection } from "../store/collection";
import type { Store } from "../store/store";

/** The key pair that a domain signs its tokens with, in PEM. */
export interface DomainKey {
  readonly domainId: string;
  readonly privateKey: string;
  readonly publicKey: string;
}

export const domainKeys = defineCollection<DomainKey>({ name: "spaceone.domain-keys", id: ({ domainId }) => domainId });

export async function newDomainKey(domainId: string): Promise<DomainKey> {
  const pair = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { domainId, ...pair };
}

/** A domain's key pair. It is made when it is first used. */
export async function domainKey(store: Store, domainId: string): Promise<DomainKey> {
  const stored = store.of(domainKeys).get(domainId);
  if (stored) return stored;
  const made = await newDomainKey(domainId);
  // Another request may have stored a key meanwhile: the tokens that it signed must stay valid.
  const faster = store.of(domainKeys).get(domainId);
  if (faster) return faster;
  store.commit(domainKeys.put(made));
  return made;
}
