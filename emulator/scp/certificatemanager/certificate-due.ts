import type { DueRule } from "../../settlement";
import { certificates } from "./certificate";

/** A certificate expires after its last second. It is not removed. */
export const certificateDueRule: DueRule = {
  collection: certificates.name,
  happen({ store }, id) {
    const certificate = store.of(certificates).get(id);
    if (certificate) store.commit(certificates.put({ ...certificate, state: "EXPIRED" }));
  },
};
