import * as pulumi from "@pulumi/pulumi";
import { EncryptedSecret, InventoryMirror } from "pulumi-scp";

/** What a service of the company says of itself. */
export interface ServiceArgs {
  /** The team that it belongs to: a tag of all that it has. */
  team: string;
  /** The networks of its servers. */
  allowedCidrs: pulumi.Input<pulumi.Input<string>[]>;
  /** Any text; another one rotates the password. */
  rotation?: string;
}

/**
 * What each service of the company has: the password of its database with a key of its own, and an entry for each of them in
 * the inventory. Its children use the provider that it is given.
 */
export class Service extends pulumi.ComponentResource {
  /** Id of the secret that the servers read. */
  readonly secretId: pulumi.Output<string>;

  /** Id of the key that encrypts it. */
  readonly keyId: pulumi.Output<string>;

  constructor(name: string, args: ServiceArgs, options?: pulumi.ComponentResourceOptions) {
    super("security-components:index:Service", name, {}, options);
    const tags = { team: args.team };
    const database = new EncryptedSecret(
      `${name}-db`,
      {
        value: { user: name },
        generate: { password: { length: 40 } },
        rotation: { trigger: args.rotation ?? "first" },
        allowedCidrs: args.allowedCidrs,
        tags,
      },
      { parent: this },
    );
    const resources = { secret: database.secret, key: database.key };
    new InventoryMirror(`${name}-inventory`, { resources, tags }, { parent: this });
    this.secretId = database.secretId;
    this.keyId = database.keyId;
    this.registerOutputs({ secretId: this.secretId, keyId: this.keyId });
  }
}
