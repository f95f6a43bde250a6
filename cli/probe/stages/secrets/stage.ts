import { fewestDays } from "../../objects";
import { inTurn } from "../../question";
import type { Stage } from "../stage";
import { restoreQuestion, secretDeletionQuestion } from "./deletion";
import { secretFormsQuestion } from "./forms";
import { keyUseSwitch, makeSecret } from "./key-use";
import { SecretVersions } from "./versions";

export const secretsStage: Stage = {
  name: "secrets",
  cloud: "scp",
  service: "Secrets Manager",
  makes: `up to 6 keys, which are deleted at once, and a secret without anything secret, which waits ${String(fewestDays)} days for its end`,
  costs: `what a secret costs, for up to ${String(fewestDays)} days`,
  switches: [
    keyUseSwitch,
    "cidrForm",
    "referredIds",
    "useCount",
    "versionLagSeconds",
    "versionForm",
    "emptyLabels",
    "sameValue",
    "labelMove",
    "restoreOfActive",
    "secretDeletionDays",
    "deletion",
    "waitingObjects",
    "stateSpelling",
    "secondDeletion",
  ],
  run: async (session) => {
    const made = await makeSecret(session);
    const versions = new SecretVersions(session, made.secret);
    const others = await inTurn(session, [
      secretFormsQuestion(session, made),
      versions.lagQuestion,
      versions.formQuestion,
      versions.labelQuestion,
      versions.sameValueQuestion,
      restoreQuestion(session, made.secret),
      secretDeletionQuestion(session, made.secret),
    ]);
    return { ...made.findings, ...others };
  },
};
