import { createRequire } from "node:module";
import type * as X509 from "./x509";

const load = createRequire(__filename);

/**
 * Loads the library for X.509 when it is first needed: loading takes a tenth of a second, and most emulators never need
 * it.
 */
export function loadX509(): typeof X509 {
  return load("./x509") as typeof X509;
}
