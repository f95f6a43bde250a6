import * as pulumi from "@pulumi/pulumi";
import { EncryptedSecret, InventoryMirror, KmsKey } from "pulumi-scp";

const config = new pulumi.Config("mirror");

const key = new KmsKey("invoices", {
  purpose: "aes-256",
  description: config.get("description") ?? "Encrypts the invoices",
  rotateTrigger: config.get("rotation") ?? "first",
});

const database = new EncryptedSecret("invoices-db", {
  generate: { password: { length: 32 } },
  kmsKeyId: key.id,
  allowedCidrs: ["10.0.0.0/28"],
});

/**
 * Both stand in SpaceONE's inventory, and their entries follow them with each `pulumi up`. A `pulumi up` each night keeps the
 * entries: the service deletes what nobody has updated for 48 hours.
 */
const mirror = new InventoryMirror("invoices", {
  resources: { key, database: database.secret },
  tags: { team: config.get("team") ?? "invoices" },
});

export const keyId = key.id;
export const entryIds = mirror.entryIds;
