import { choice } from "../switch";

/** What becomes of what is to be deleted. */
export const deletions = {
  deletion: choice(["waits", "atOnce"], {
    meaning: "whether a deletion waits for its time, or takes place at once whatever was asked for",
    where: "KMS, secrets, vaults",
    evidence: "documented",
  }),
  waitingObjects: choice(["shown", "unlisted", "hidden"], {
    meaning: "whether what waits for its deletion is listed and shown, shown only, or neither",
    where: "KMS, secrets, vaults",
    evidence: "measured for keys (SCP 6.1), else documented (SCP 6.2)",
  }),
};
