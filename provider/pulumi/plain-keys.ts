import * as pulumi from "@pulumi/pulumi";

const keys = ["scp:accessKey", "scp:secretKey", "spaceone:token"];
let warned = false;

/**
 * Warns, once in a program, of credentials that stand in plain text in the stack's configuration: Pulumi keeps them in
 * state as they are.
 */
export function warnOfPlainKeys(): void {
  // The names of the secret settings, as Pulumi tells its language host; absent where nobody knows.
  const told = process.env["PULUMI_CONFIG_SECRET_KEYS"];
  if (warned || told === undefined) return;
  warned = true;
  const secret = JSON.parse(told) as readonly string[];
  const plain = keys.filter((key) => pulumi.runtime.getConfig(key) !== undefined && !secret.includes(key));
  for (const key of plain) {
    void pulumi.log.warn(
      `${key} stands in plain text in the stack's configuration, and so in its state: ` +
        `set it anew with \`pulumi config set --secret ${key}\``,
    );
  }
}
