import * as pulumi from "@pulumi/pulumi";
import { KmsKey, ScpProvider } from "pulumi-scp";

const config = new pulumi.Config("accounts");
const backupEndpoint = config.get("backupEndpoint");

/**
 * A second account. State holds the names of the two environment variables, never what is in them: they have to be set
 * wherever Pulumi runs. What is left out here, such as the environment, is taken from the stack's configuration `scp:...`,
 * except for addresses, which lead to the stack's region: one for the other region is given here, if there is any.
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

/** Two keys of one team, wherever the component is put: its children take the provider that it is given. */
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
