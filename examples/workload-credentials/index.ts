import * as pulumi from "@pulumi/pulumi";
import { WorkloadCredentials } from "pulumi-scp";

const config = new pulumi.Config("workload");

/**
 * What the build servers need to ask for temporary keys. From 30 days before the end of the token each `pulumi up` warns: then
 * set the id of another access key, with which a new vault is made before this one is terminated.
 */
const build = new WorkloadCredentials("build", {
  accessKeyId: config.require("accessKeyId"),
  allowedIps: ["127.0.0.1"],
  temporaryKeyTtlInHours: 4,
  tokenTtlInDays: 90,
  tags: { team: "build" },
});

/** Secret: `pulumi stack output environment --show-secrets --json` gives it to a process. */
export const environment = build.environment;
export const vaultId = build.vaultId;
export const tokenEnds = build.tokenExpiresAt;
export const renewalDue = build.renewalDue;
