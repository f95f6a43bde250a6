import * as pulumi from "@pulumi/pulumi";
import { ConfigInspection } from "pulumi-scp";

const config = new pulumi.Config("inspection");

/** The account that is inspected. It is also the tenant of a run. */
const accountId = config.require("accountId");

/**
 * Set another text with `pulumi config set inspection:runTrigger ...`: the next `pulumi up` starts one run and waits
 * for its result. The text with which the inspection is created starts no run.
 */
const trigger = config.get("runTrigger");

/** Checks the best practices on the first day of each month. */
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
