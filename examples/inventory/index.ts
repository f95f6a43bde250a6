import * as pulumi from "@pulumi/pulumi";
import { CloudService, KmsKey } from "pulumi-scp";

const config = new pulumi.Config("inventory");

/**
 * A key of Samsung Cloud Platform. `pulumi config set inventory:rotation <any text>` and `pulumi up` rotate it: each
 * change of the text rotates it once.
 */
const key = new KmsKey("orders", {
  purpose: "aes-256",
  description: "Encrypts the orders database",
  rotateTrigger: config.get("rotation") ?? "first",
});

/**
 * The entry for the key in SpaceONE's inventory, always with the key's current version. The service deletes entries
 * that nobody has updated for 48 hours: a nightly job that sets `inventory:day` to the date and runs `pulumi up` keeps
 * this one.
 */
const entry = new CloudService("orders-key", {
  provider: "scp",
  cloudServiceGroup: "KMS",
  cloudServiceType: "Key",
  name: key.name,
  account: key.accountId,
  regionCode: key.region,
  data: {
    key_id: key.id,
    purpose: key.purpose,
    state: key.state,
    current_version: key.currentVersion,
  },
  reference: { resourceId: key.id },
  tags: { team: config.get("team") ?? "orders" },
  keepAliveTrigger: config.get("day") ?? "none",
});

export const keyId = key.id;
export const entryId = entry.id;
export const version = key.currentVersion;
