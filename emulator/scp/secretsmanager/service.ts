import { secretsManagerOperations } from "../../../provider/clients/scp/secretsmanager/operations";
import { stateList, serveOperations, type ScpService } from "../service";
import { createRandomPassword } from "./create-random-password";
import { createSecret } from "./create-secret";
import { createServiceKey } from "./create-service-key";
import { deleteSecret } from "./delete-secret";
import { listSecrets } from "./list-secrets";
import { listVersions } from "./list-versions";
import { readValue } from "./read-value";
import { restoreSecret } from "./restore-secret";
import { secrets, secretVersions } from "./secret";
import { secretDueRule } from "./secret-due";
import { showSecret } from "./show-secret";
import { showSecretState } from "./state-view";
import { updateCidr } from "./update-cidr";
import { updateDescription } from "./update-description";
import { updateKms } from "./update-kms";
import { updateLabel } from "./update-label";
import { updatePrivateAcl } from "./update-private-acl";
import { updateValue } from "./update-value";

/** Secrets Manager. Each operation is one step: nothing is ever left half done. */
export const secretsManager: ScpService = {
  name: "secretsmanager",
  title: "Secrets Manager",
  secretFields: ["secret_value"],
  numberFields: ["password_length", "waiting_time_ndays"],
  versions: [
    { id: "1.2", status: "CURRENT", notBefore: "" },
    { id: "1.1", status: "SUPPORTED", notBefore: "" },
    { id: "1.0", status: "SUPPORTED", notBefore: "2026-08-31" },
  ],
  operations: serveOperations(secretsManagerOperations, {
    createRandomPassword,
    createSecret,
    createServiceKey,
    deleteSecret,
    listSecrets,
    listVersions,
    readValue,
    restoreSecret,
    showSecret,
    updateCidr,
    updateDescription,
    updateKms,
    updateLabel,
    updatePrivateAcl,
    updateValue,
  }),
  collections: [secrets, secretVersions],
  dueRules: [secretDueRule],
  state: { secrets: stateList(secrets, showSecretState) },
};
