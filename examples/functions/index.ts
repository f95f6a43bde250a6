import { ScpProvider } from "pulumi-scp";

import * as keys from "./keys";
import { found, newestRun, platformKeys } from "./lookups";
import * as secrets from "./secrets";
import { Team } from "./team";

// Every function of this package for Samsung Cloud Platform, in one program.

const audit = new ScpProvider("audit", {
  scp: { accessKeyEnv: "AUDIT_ACCESS_KEY", secretKeyEnv: "AUDIT_SECRET_KEY" },
});
const team = new Team("audit", { provider: audit });

export const { results: keyUse } = keys;
export const { results: secretUse } = secrets;
export const lookups = found;
export const inspection = newestRun;
export const platform = platformKeys();
export const auditTeam = { account: team.account, keys: team.keys };
