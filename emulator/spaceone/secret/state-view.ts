import type { Store } from "../../store/store";
import { secrets } from "./secret";

/** All secrets; their data is shown as its digest. */
export function showSecretsState(store: Store) {
  const list = Array.from(store.of(secrets).all(), ({ data_sha256, ...secret }) => ({
    ...secret,
    dataSha256: data_sha256,
  }));
  return { secrets: list };
}
