import * as pulumi from "@pulumi/pulumi";
import * as scp from "pulumi-scp";

import { data } from "./keys";

// What the functions of the other files are about.

const config = new pulumi.Config("functions");

export const password = new scp.Secret("password", {
  value: { user: "orders", password: config.requireSecret("password") },
  kmsKeyId: data.id,
  allowedCidrs: ["127.0.0.1/32"],
});

export const builds = new scp.SecretVault("builds", {
  accessKeyId: config.require("accessKeyId"),
  temporaryKeyTtlInHours: 1,
  tokenTtlInDays: 30,
  allowedIps: ["127.0.0.1"],
});

export const shop = new scp.Certificate("shop", {
  selfSigned: { commonName: "shop.example.com", organization: "Shop", validityInDays: 365, renewBeforeDays: 30 },
});

export const weekly = new scp.ConfigInspection("weekly", {
  name: "weekly",
  accountId: config.require("accountId"),
  cspType: "SCP",
  plan: "STANDARD",
  checkType: "BP",
  authKey: { id: config.require("authKeyId") },
  schedule: { frequency: "weekly", day: "monday", startTime: "03:00", checkTypes: ["BP"] },
});
