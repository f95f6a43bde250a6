import * as pulumi from "@pulumi/pulumi";
import { getKmsKeyOutput, KmsKey, listKmsKeysOutput } from "pulumi-scp";

/** A team with an account of its own. Its functions ask that account, since they have the component as their parent. */
export class Team extends pulumi.ComponentResource {
  readonly account: pulumi.Output<string>;
  readonly keys: pulumi.Output<number>;

  constructor(name: string, options?: pulumi.ComponentResourceOptions) {
    super("functions:index:Team", name, {}, options);
    const key = new KmsKey(`${name}key`, { purpose: "aes-256" }, { parent: this });
    this.account = getKmsKeyOutput({ id: key.id }, { parent: this }).accountId;
    this.keys = listKmsKeysOutput({ name: key.name }, { parent: this }).apply((all) => all.length);
    this.registerOutputs({ account: this.account, keys: this.keys });
  }
}
