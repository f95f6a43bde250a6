import { choice } from "../switch";

/** What the services refuse, and how. */
export const refusals = {
  takenName: choice(["conflict", "badRequest", "forbidden", "unprocessable", "serverError"], {
    meaning: "the status of a refusal because a name, an id or an access key is taken: 409, 400, 403, 422 or 500",
    where: "SCP: creations",
    evidence: "assumed (SCP 3)",
  }),
  sameName: choice(["own", "accepted", "refused"], {
    meaning:
      "whether another object can get a name that is taken, or a vault the access key of another one: diagnoses can, and all " +
      "others cannot; or all can; or none can",
    where: "KMS, secrets, vaults, certificates, Config Inspection",
    evidence: "documented for certificates and access keys (SCP 4, SCP 6.3), else inferred",
  }),
  quotaStatus: choice(["forbidden", "badRequest", "conflict", "unprocessable", "tooMany"], {
    meaning:
      "the status of a refusal because a quota is used up: 403, 400, 409, 422 or 429; that of labels is always 400",
    where: "KMS, secrets, certificates, temporary keys",
    evidence: "assumed",
  }),
  sameMaterial: choice(["accepted", "refused"], {
    meaning:
      "whether a certificate that was uploaded can be uploaded again under another name, or that is refused with 409",
    where: "Certificate Manager",
    evidence: "assumed",
  }),
  unknownObject: choice(["notFound", "badRequest"], {
    meaning: "the status of a refusal because there is no object with an id: 404 or 400",
    where: "SCP: all but the lists; SpaceONE",
    evidence: "measured (SCP 3, SPO 1)",
  }),
  refusalStatus: choice(["own", "ok"], {
    meaning: "whether a refusal has its own status, or 200 with the same body",
    where: "SCP: what a service refuses, not its gateway; SpaceONE",
    evidence: "measured (SCP 3, SPO 1)",
  }),
  deletedName: choice(["taken", "free"], {
    meaning: "whether the name of an object that waits for its deletion can be given to another one",
    where: "KMS, secrets, vaults",
    evidence: "documented (SCP 6.2)",
  }),
};
