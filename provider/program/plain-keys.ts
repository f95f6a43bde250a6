import * as pulumi from "@pulumi/pulumi";

import { secretKeys } from "../settings/table";
import { secretSettings } from "./secret-settings";

let warned = false;

/**
 * Warns, once in a program, of credentials in plain text in the stack's configuration: Pulumi keeps them in state as plain
 * text, too.
 */
export function warnOfPlainKeys(): void {
  const secret = secretSettings();
  if (warned || secret === undefined) return;
  warned = true;
  const plain = secretKeys().filter((key) => pulumi.runtime.getConfig(key) !== undefined && !secret.includes(key));
  for (const key of plain) {
    void pulumi.log.warn(
      `${key} stands in plain text in the stack's configuration, and so in its state: ` +
        `set it again as a secret: \`pulumi config set --secret ${key}\``,
    );
  }
}
