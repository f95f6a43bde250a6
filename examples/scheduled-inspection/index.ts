import * as pulumi from "@pulumi/pulumi";
import { ConfigInspection } from "pulumi-scp";

const config = new pulumi.Config("inspection");

/** The account that is looked at. It is the tenant of a run, too. */
const accountId = config.require("accountId");

/**
 * Set another text with `pulumi config set inspection:runTrigger ...`: the next `pulumi up` starts a run, once, and waits
 * for its result. The text that is there when the inspection is made starts none.
 */
const trigger = config.get("runTrigger");

/** Goes through the best practices on the first of each month. */
const monthly = new ConfigInspection("monthly", {
  name: "monthly",
  accountId,
  cspType: "SCP",
  plan: "STANDARD",
  checkType: "BP",
  authKey: { id: config.require("authKeyId") },
  schedule: { frequency: "monthly", day: 1, startTime: "03:00", checkTypes: ["BP"] },
  ...(trigger !== undefined && {
    runTrigger: pulumi.secret({
      trigger,
      accessKey: config.requireSecret("accessKey"),
      secretKey: config.requireSecret("secretKey"),
      tenantId: accountId,
    }),
  }),
});

export const inspectionId = monthly.diagnosisId;
export const latestRun = monthly.latestRun;
