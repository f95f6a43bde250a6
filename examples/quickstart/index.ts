import * as pulumi from "@pulumi/pulumi";
import { KmsKey } from "pulumi-scp";

const config = new pulumi.Config("quickstart");

/** A key for the orders database. Its name is made from "orders" and a random part. */
const key = new KmsKey("orders", {
  purpose: "aes-256",
  description: config.get("description") ?? "Encrypts the orders database",
  rotation: { enabled: true, periodInDays: config.getNumber("rotationPeriodInDays") ?? 90 },
});

export const keyId = key.id;
export const keyState = key.state;
export const keyVersion = key.currentVersion;
