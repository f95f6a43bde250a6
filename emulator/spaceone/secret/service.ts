import { secretOperations } from "../../../provider/clients/spaceone/secret/operations";
import { serveOperations, type SpaceoneService } from "../service";
import { createSecret } from "./create-secret";
import { deleteSecret } from "./delete-secret";
import { getSecret } from "./get-secret";
import { listSecrets } from "./list-secrets";
import { secrets } from "./secret";
import { statSecrets } from "./stat-secrets";
import { showSecretsState } from "./state-view";
import { unimplemented } from "./unimplemented";
import { updateSecret } from "./update-secret";
import { updateSecretData } from "./update-secret-data";

/** SpaceONE's secrets: credentials that its own services use. */
export const secret: SpaceoneService = {
  operations: [
    ...serveOperations(secretOperations, {
      createSecret,
      deleteSecret,
      disableSecret: unimplemented,
      enableSecret: unimplemented,
      getSecret,
      listSecrets,
      updateSecret,
      updateSecretData,
    }),
    { path: "/secret/secret/stat", perform: statSecrets },
  ],
  secretFields: ["data"],
  otherPaths: [],
  collections: [secrets],
  showState: showSecretsState,
};
