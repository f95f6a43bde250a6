import * as pulumi from "@pulumi/pulumi";
import { EncryptedSecret } from "pulumi-scp";

const config = new pulumi.Config("database");

/**
 * The credentials of the orders database, with a key of their own. Secrets Manager generates the password. The first `pulumi up`
 * of each period of 90 days makes another one, and so does each change of the text that `pulumi config set database:rotation`
 * sets. Applications read the version under the label "live"; the label "fallback" stays on the version before.
 *
 * A destroy leaves the key. With the same name, the next `pulumi up` restores the secret while its recovery window lasts.
 */
const database = new EncryptedSecret("orders-db", {
  name: "orders-db",
  value: { user: "orders", host: config.get("host") ?? "db.example.com" },
  generate: { password: { length: 40, excludePunctuation: true } },
  rotation: { everyDays: 90, trigger: config.get("rotation") ?? "first" },
  versionLabels: { live: "CURRENT" },
  allowedCidrs: ["127.0.0.1/32"],
  recoveryWindowInDays: 14,
  tags: { team: "orders" },
});

export const secretId = database.secretId;
export const keyId = database.keyId;
export const versionId = database.versionId;
export const rotatesAt = database.rotatesAt;
