import * as pulumi from "@pulumi/pulumi";
import { KmsKey, Secret } from "pulumi-scp";

/** A database's password under a key of its own: what the tests beside this file look at. */
export class DatabasePassword extends pulumi.ComponentResource {
  readonly key: KmsKey;
  readonly secret: Secret;

  constructor(
    name: string,
    args: { password: pulumi.Input<string>; cidr: string },
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("unit-tests:index:DatabasePassword", name, {}, options);
    this.key = new KmsKey(
      name,
      { purpose: "aes-256", rotation: { enabled: true, periodInDays: 90 } },
      { parent: this },
    );
    this.secret = new Secret(
      name,
      { value: { password: args.password }, kmsKeyId: this.key.id, allowedCidrs: [args.cidr] },
      { parent: this },
    );
    this.registerOutputs({ secretId: this.secret.id });
  }
}
