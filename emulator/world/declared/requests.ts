import { choice } from "../switch";

/** What SCP does with a request. */
export const requests = {
  inspectionId: choice(["requested", "own"], {
    meaning: "which id a diagnosis gets with API 1.1: the requested one, or one of the service's own",
    where: "Config Inspection",
    evidence: "inferred (SCP 5)",
  }),
  numberTexts: choice(["refused", "taken"], {
    meaning: 'whether a request may have the text of a whole number, such as `"90"`',
    where: "SCP: fields that are whole numbers",
    evidence: "assumed",
  }),
  serviceKey: choice(["notFound", "managedKey"], {
    meaning: "what kms-key of Secrets Manager 1.2 answers",
    where: "secrets",
    evidence: "measured (SCP 6.2)",
  }),
  secretDeletionDays: choice(["bodyOrQuery", "body"], {
    meaning: "where the deletion of a secret may have its `waiting_time_ndays`",
    where: "secrets",
    evidence: "measured (SCP 13)",
  }),
};
