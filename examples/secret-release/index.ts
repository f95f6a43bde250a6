import * as pulumi from "@pulumi/pulumi";
import { getSecretValueOutput, KmsKey, Secret } from "pulumi-scp";

const config = new pulumi.Config("release");

/**
 * A blue/green release of a secret: applications read the version under the label "live", and a few of them, which try the new
 * value first, the one under "candidate". Each line is one `pulumi config set release:stage <stage>` and one `pulumi up`:
 *
 * - "trial", together with a new value: the new version is the candidate, and all others still read the old one;
 * - "live": all read the new version. Nothing but the label moves, so that it takes effect at once;
 * - "back": all read the version before, which is kept until the next value.
 */
const labels = {
  trial: { live: "PREVIOUS", candidate: "CURRENT" },
  live: { live: "CURRENT", candidate: "CURRENT" },
  back: { live: "PREVIOUS", candidate: "PREVIOUS" },
};

function stageOf(text: string): keyof typeof labels {
  if (text === "trial" || text === "live" || text === "back") return text;
  throw new Error(`release:stage must be trial, live or back, and not ${text}`);
}

const key = new KmsKey("orders", { purpose: "aes-256" });

const password = new Secret("orders-db", {
  value: { user: "orders", password: config.requireSecret("password") },
  kmsKeyId: key.id,
  allowedCidrs: ["127.0.0.1/32"],
  versionLabels: labels[stageOf(config.get("stage") ?? "live")],
});

/** What an application reads; here for the tests of this example. A program need not read its own secrets. */
const readBy = (label: string): pulumi.Output<string | undefined> =>
  getSecretValueOutput({ secretId: password.id, label }).value.apply((pairs) => pairs?.["password"]);

export const secretId = password.id;
export const live = readBy("live");
export const candidate = readBy("candidate");
