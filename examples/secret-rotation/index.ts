import * as pulumi from "@pulumi/pulumi";
import { KmsKey, Secret } from "pulumi-scp";

const config = new pulumi.Config("rotation");

const key = new KmsKey("orders", { purpose: "aes-256" });

/**
 * The password of the orders database. Set another one with `pulumi config set --secret rotation:password ...`: the
 * next `pulumi up` makes a new version. Applications read the label "live". The label "fallback" stays on the previous
 * version, so that applications with the old password continue to work until they have read the new one.
 */
const password = new Secret("db-password", {
  value: { user: "orders", password: config.requireSecret("password") },
  kmsKeyId: key.id,
  allowedCidrs: ["10.0.0.0/28"],
  versionLabels: config.getBoolean("hasPrevious") ? { live: "CURRENT", fallback: "PREVIOUS" } : { live: "CURRENT" },
  recoveryWindowInDays: 7,
});

export const secretId = password.id;
export const liveVersion = password.versionId;
