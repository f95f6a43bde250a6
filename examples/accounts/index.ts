import * as pulumi from "@pulumi/pulumi";
import { KmsKey, ScpProvider } from "pulumi-scp";

const config = new pulumi.Config("accounts");
const backupEndpoint = config.get("backupEndpoint");

/**
 * A second account. State holds only the names of the two environment variables, so they have to be set wherever Pulumi
 * runs. Settings that are left out here, such as the environment, are taken from the stack's configuration `scp:...`.
 * `endpoint` is not taken, since it belongs to the stack's region: if the other region has one, it is given here.
 */
const backup = new ScpProvider("backup", {
  scp: {
    region: config.get("backupRegion") ?? "kr-east1",
    ...(backupEndpoint === undefined ? {} : { endpoint: backupEndpoint }),
    accessKeyEnv: "BACKUP_ACCESS_KEY",
    secretKeyEnv: "BACKUP_SECRET_KEY",
  },
});

/** A key in the account and the region of the stack's configuration. */
const orders = new KmsKey("orders", { purpose: "aes-256", description: "Encrypts the orders database" });

/** A key in the other account and region. */
const ordersBackup = new KmsKey(
  "ordersbackup",
  { purpose: "aes-256", description: "Encrypts the backups of the orders database" },
  { provider: backup },
);

/** Two keys of one team. The children of the component use the provider that the component is given. */
class TeamKeys extends pulumi.ComponentResource {
  readonly signingKeyId: pulumi.Output<string>;

  constructor(name: string, options?: pulumi.ComponentResourceOptions) {
    super("accounts:index:TeamKeys", name, {}, options);
    new KmsKey(`${name}-data`, { purpose: "aes-256" }, { parent: this });
    this.signingKeyId = new KmsKey(`${name}-signing`, { purpose: "ecdsa-p256" }, { parent: this }).id;
    this.registerOutputs({ signingKeyId: this.signingKeyId });
  }
}

export const ordersKey = { id: orders.id, account: orders.accountId, region: orders.region };
export const backupKey = { id: ordersBackup.id, account: ordersBackup.accountId, region: ordersBackup.region };
export const signingKeyId = new TeamKeys("audit", { provider: backup }).signingKeyId;
