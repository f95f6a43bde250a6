import * as pulumi from "@pulumi/pulumi";

/** Whether the program marks a value as secret. An error of the value is not lost: whoever uses it fails by it as well. */
export function isSecret(value: unknown): Promise<boolean> {
  return pulumi.isSecret(pulumi.output(value)).catch(() => false);
}
