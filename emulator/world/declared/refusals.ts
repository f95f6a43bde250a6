import { choice } from "../switch";

/** What the services refuse, and how. */
export const refusals = {
  takenName: choice(["conflict", "badRequest", "forbidden", "unprocessable", "serverError"], {
    meaning: "the status of a refusal because a name, an id or an access key is taken: 409, 400, 403, 422 or 500",
    where: "SCP: creations",
    evidence: "assumed (SCP 3)",
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
