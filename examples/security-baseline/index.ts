import * as pulumi from "@pulumi/pulumi";
import { SecurityBaseline } from "pulumi-scp";

const config = new pulumi.Config("baseline");
const expiresAt = config.get("authKeyExpiresAt");

/** What each team has: keys that rotate, and an inspection of the account on each Monday. */
const baseline = new SecurityBaseline("orders", {
  keys: {
    data: { description: "Encrypts the orders" },
    signing: { purpose: "ecdsa-p256", description: "Signs invoices" },
  },
  inspection: {
    accountId: config.require("accountId"),
    authKey: { id: config.require("authKeyId"), ...(expiresAt === undefined ? {} : { expiresAt }) },
  },
  thresholds: { failedChecks: config.getNumber("failedChecks") ?? 0 },
  tags: { team: "orders" },
});

export const dataKeyId = baseline.keys.data.id;
export const signingKeyId = baseline.keys.signing.id;

/** A nightly job runs `pulumi up --refresh`, and tells the team what `pulumi stack output alarms` shows. */
export const alarms = baseline.alarms;
