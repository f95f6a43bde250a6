import type { KeyObject, X509Certificate } from "node:crypto";
import { readCertificate, readChain, readPrivateKey } from "./pem";

/** A certificate with its key and, perhaps, the authorities that vouch for it. */
export interface Upload {
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
  /** The intermediate authorities first; undefined where it is left out. */
  readonly chain: readonly X509Certificate[] | undefined;
}

/** Reads an upload. The key comes first: where nothing can be read, the service's message names the key (SCP 4). */
export function readUpload(body: {
  readonly private_key: string;
  readonly cert_body: string;
  readonly cert_chain: string | null;
}): Upload {
  return {
    privateKey: readPrivateKey(body.private_key),
    certificate: readCertificate(body.cert_body),
    chain: body.cert_chain === null ? undefined : readChain(body.cert_chain),
  };
}
